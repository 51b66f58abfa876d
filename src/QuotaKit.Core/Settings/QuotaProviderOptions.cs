using System.Diagnostics;
using System.Text.Json.Serialization;

namespace QuotaKit.Http;

/// <summary>The options that all vendors have.</summary>
public abstract class QuotaProviderOptions
{
    /// <summary>Creates options with the vendor's defaults.</summary>
    /// <param name="vendor">The vendor.</param>
    protected QuotaProviderOptions(QuotaVendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        Vendor = vendor;
        BaseAddress = vendor.BaseAddress;
    }

    /// <summary>The API key, without a scheme such as <c>Bearer</c>. White space around it is ignored. The default value is empty: no key.</summary>
    /// <remarks>Each call reads it, so a changed key is used by the next call.</remarks>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; set; } = "";

    /// <summary>The address of the vendor's API, or of a gateway with its path. The default value is the vendor's own address.</summary>
    /// <remarks>It must be https, or http on a loopback host. It is read when the provider is created; if it is changed later, calls fail.</remarks>
    public Uri BaseAddress { get; set; }

    /// <summary>The account's own name, which tells several accounts of one vendor apart. The default value is <c>"default"</c>.</summary>
    /// <remarks>With a container, the name given to the vendor's method, such as <c>AddHeyGen</c>, is used instead. It is read when the provider is
    /// created; if it is changed later, calls fail.</remarks>
    public string Account { get; set; } = QuotaNames.DefaultAccount;

    /// <summary>The thresholds for the statuses Warning and Critical. The default values are 0.80 and 0.95 of the limit, and no amounts.</summary>
    public QuotaThresholds Thresholds { get; set; } = QuotaThresholds.Default;

    /// <summary>Timeouts, retries and the circuit breaker. The default value is three attempts within 30 seconds. It is read when the provider makes
    /// its first call.</summary>
    public QuotaResilienceOptions Resilience { get; set; } = new();

    /// <summary>The vendor of these options.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public QuotaVendor Vendor { get; }

    /// <summary>Finds invalid options. Returns one sentence for each problem, or nothing. The sentences never quote the key.</summary>
    public virtual IEnumerable<string> Validate()
    {
        if (ApiKeyRules.FindProblem(ApiKey, this) is { } keyProblem)
            yield return keyProblem;
        if (AddressRules.FindProblem(BaseAddress) is { } addressProblem)
            yield return addressProblem;
        if (!QuotaNames.IsValid(Account))
            yield return "Account must be a name without white space, '/' or ':'.";
        foreach (var problem in Thresholds?.Validate("Thresholds") ?? ["Thresholds must not be null."])
            yield return problem;
        foreach (var problem in Resilience?.Validate() ?? ["Resilience must not be null."])
            yield return problem;
    }

    /// <summary>Compares the options that a vendor adds to these. The default implementation returns true, for a vendor that adds none.</summary>
    /// <remarks>Each call uses it to find out whether the options were changed and must be validated again. A change to an option that is not compared
    /// here has no effect until another option changes.</remarks>
    /// <param name="other">Options of the same type.</param>
    /// <returns>Whether all added options are equal.</returns>
    protected internal virtual bool HasSameSettings(QuotaProviderOptions other) => true;

    /// <summary>Creates a copy that does not change while a call uses it.</summary>
    internal QuotaProviderOptions Copy()
    {
        var copy = (QuotaProviderOptions)MemberwiseClone();
        copy.Resilience = Resilience?.Copy()!;
        return copy;
    }
}
