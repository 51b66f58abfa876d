using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>The settings of a HeyGen account.</summary>
public sealed class HeyGenQuotaOptions() : QuotaProviderOptions(HeyGenQuotaProvider.Vendor)
{
    /// <summary>Which version of the API is asked. The default value is <see cref="HeyGenApiVersion.Auto"/>.</summary>
    public HeyGenApiVersion Version { get; set; }

    /// <summary>The account's plan, for the monthly limit that version 2 does not tell. The default value is null: the limit is unknown.</summary>
    public HeyGenPlan? Plan { get; set; }

    /// <inheritdoc/>
    protected override bool HasSameSettings(QuotaProviderOptions other) =>
        other is HeyGenQuotaOptions options && options.Version == Version && options.Plan == Plan;
}
