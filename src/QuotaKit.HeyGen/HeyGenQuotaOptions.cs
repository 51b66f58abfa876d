using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>The settings of a HeyGen account.</summary>
public sealed class HeyGenQuotaOptions() : QuotaProviderOptions(HeyGenQuotaProvider.Vendor)
{
    // More than anybody buys, and far from where decimals end.
    private const decimal MostCredits = 1_000_000_000;

    /// <summary>Which version of the API is asked. The default value is <see cref="HeyGenApiVersion.Auto"/>.</summary>
    public HeyGenApiVersion Version { get; set; }

    /// <summary>The account's plan, for the monthly limit that HeyGen does not tell. The default value is null: the limit is unknown.</summary>
    public HeyGenPlan? Plan { get; set; }

    /// <summary>Credits that come each month, above 0: the limit of the balance <c>"credits"</c>. It replaces the plan's, and leaves a balance in
    /// US dollars alone. The default value is null: the <see cref="Plan"/>'s, if any.</summary>
    public decimal? MonthlyCredits { get; set; }

    internal decimal? CreditLimit => MonthlyCredits ?? Plan?.MonthlyCredits;

    /// <inheritdoc/>
    public override IEnumerable<string> Validate()
    {
        foreach (var problem in base.Validate())
            yield return problem;
        if (CreditLimit is <= 0 or > MostCredits)
            yield return FormattableString.Invariant(
                $"{(MonthlyCredits is null ? "Plan.MonthlyCredits" : "MonthlyCredits")} must be above 0 and at most {MostCredits}, but is {CreditLimit}.");
    }

    /// <inheritdoc/>
    protected override bool HasSameSettings(QuotaProviderOptions other) =>
        other is HeyGenQuotaOptions options && options.Version == Version && options.Plan == Plan && options.MonthlyCredits == MonthlyCredits;
}
