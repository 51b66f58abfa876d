using System.Diagnostics;
using System.Text.Json.Serialization;

namespace QuotaKit.Http;

/// <summary>The settings that every vendor has.</summary>
public abstract class QuotaProviderOptions
{
    /// <summary>Starts with the vendor's defaults.</summary>
    /// <param name="vendor">The vendor.</param>
    protected QuotaProviderOptions(QuotaVendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        Vendor = vendor;
        BaseAddress = vendor.BaseAddress;
    }

    /// <summary>The key, without any scheme in front. White space around it is ignored. The default value is empty: no key.</summary>
    /// <remarks>Read for each call, so that a new key is used by the next one.</remarks>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; set; } = "";

    /// <summary>Where the vendor answers; a path prefix, as of a gateway, is kept. The default value is the vendor's own address.</summary>
    /// <remarks>https, or http on a loopback host. Read once, when the provider is created; calls fail once it is changed.</remarks>
    public Uri BaseAddress { get; set; }

    /// <summary>Names the account among several of one vendor. The default value is <c>"default"</c>.</summary>
    /// <remarks>With a container, the name given to <c>AddHeyGen</c> and its like is used instead. Read once, when the provider is created;
    /// calls fail once it is changed.</remarks>
    public string Account { get; set; } = QuotaNames.DefaultAccount;

    /// <summary>When a balance is in warning or critical. The default values are 0.80 and 0.95 of the limit, and no amounts.</summary>
    public QuotaThresholds Thresholds { get; set; } = QuotaThresholds.Default;

    /// <summary>Time-outs, retries and the circuit breaker. The default value is three attempts within 30 seconds. Read when the provider
    /// makes its first call.</summary>
    public QuotaResilienceOptions Resilience { get; set; } = new();

    /// <summary>The vendor whose settings these are.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public QuotaVendor Vendor { get; }

    /// <summary>What is wrong with the settings, one sentence each; empty when nothing is. Never quotes the key.</summary>
    public virtual IEnumerable<string> Validate()
    {
        if (ApiKeyRules.FindProblem(ApiKey, this) is { } keyProblem)
            yield return keyProblem;
        if (AddressRules.FindProblem(BaseAddress) is { } addressProblem)
            yield return addressProblem;
        if (string.IsNullOrWhiteSpace(Account) || Account.Any(c => c is '/' or ':' || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return "Account must be a name without white space, '/' or ':'.";
        foreach (var problem in Thresholds?.Validate("Thresholds") ?? ["Thresholds must not be null."])
            yield return problem;
        foreach (var problem in Resilience?.Validate() ?? ["Resilience must not be null."])
            yield return problem;
    }

    /// <summary>Compares the settings that a vendor adds to these. Each call asks, so that options changed in place are validated before they
    /// are used; a setting that is not compared is used as it was when another one changed. The default value is true: the vendor adds none.</summary>
    /// <param name="other">Options of the same type.</param>
    protected internal virtual bool HasSameSettings(QuotaProviderOptions other) => true;

    /// <summary>A copy that nobody changes while a call uses it.</summary>
    internal QuotaProviderOptions Copy()
    {
        var copy = (QuotaProviderOptions)MemberwiseClone();
        copy.Resilience = Resilience?.Copy()!;
        return copy;
    }
}
