namespace QuotaKit;

/// <summary>Sets how long a <see cref="QuotaClient"/> reuses snapshots and errors, and how many calls it makes at a time.</summary>
public sealed class QuotaClientOptions
{
    /// <summary>The time for which a snapshot is reused. It is never reused past the reset of one of its balances. The default value is 30 seconds. With zero,
    /// no snapshot is reused and no call in progress is shared.</summary>
    public TimeSpan CacheDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for which callers get the last error before the next call to the vendor. The default value is 1 second.</summary>
    public TimeSpan FailureCacheDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The time for which numbers from the headers of other responses, such as vzla.io's, are used without reading the quota document
    /// again. It is counted from the request for the last document.
    /// The default value is 5 minutes. With zero, observed numbers never replace a call.</summary>
    /// <remarks>Headers do not tell the plan and whether the account is active, so the document is read again after this time. Before the first
    /// document, observed numbers do not replace a call.</remarks>
    public TimeSpan DocumentDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The number of accounts of one vendor that are read at the same time when all accounts are read. Each uses one connection. Further accounts of
    /// the vendor wait until one of these calls ends; vendors do not wait for each other. The default value is 16.</summary>
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
