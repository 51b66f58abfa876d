namespace QuotaKit;

/// <summary>How a <see cref="QuotaClient"/> reuses answers.</summary>
public sealed class QuotaClientOptions
{
    /// <summary>How long an answer is reused, though never past the reset of one of its balances. The default value is 30 seconds;
    /// zero reuses none, and joins no call that is already under way.</summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a failure is handed to further callers before the vendor is asked again. The default value is 1 second.</summary>
    public TimeSpan FailureCacheDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long numbers that were observed in the headers of other responses may stand in for the vendor's quota document, counted
    /// from when the last document was asked for. The document alone tells the plan and whether the account is active. Before the first
    /// document, and once this time has passed, the next reader reads it. The default value is 5 minutes; zero means that observed headers
    /// never save a call.</summary>
    public TimeSpan DocumentDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many accounts of one vendor are asked at a time when all are read; each takes one connection. With more accounts than
    /// that, the last ones wait for the first, so that reading all may take several calls' time. Vendors do not wait for each other.
    /// The default value is 16.</summary>
    public int CallsPerVendor { get; set; } = 16;

    internal void ThrowIfInvalid()
    {
        if (CallsPerVendor < 1)
            throw new QuotaConfigurationException("", $"CallsPerVendor must be 1 or more, but is {CallsPerVendor}.");
        if (CacheDuration < TimeSpan.Zero)
            throw new QuotaConfigurationException("", $"CacheDuration must not be negative, but is {CacheDuration}.");
        if (FailureCacheDuration < TimeSpan.Zero)
            throw new QuotaConfigurationException("", $"FailureCacheDuration must not be negative, but is {FailureCacheDuration}.");
        if (DocumentDuration < TimeSpan.Zero)
            throw new QuotaConfigurationException("", $"DocumentDuration must not be negative, but is {DocumentDuration}.");
    }
}
