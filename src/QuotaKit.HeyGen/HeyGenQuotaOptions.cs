using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>The settings of a HeyGen account.</summary>
public sealed class HeyGenQuotaOptions() : QuotaProviderOptions(HeyGenQuotaProvider.Vendor)
{
    // Larger than any account, and small enough that sums stay within the range of decimal.
    private const decimal MostCredits = 1_000_000_000;

    /// <summary>The version of the API to call. The default value is <see cref="HeyGenApiVersion.Auto"/>.</summary>
    public HeyGenApiVersion Version { get; set; }

    /// <summary>The account's plan. Its monthly credits are the limit of the balance <c>"credits"</c>, which HeyGen does not send. The default value
    /// is null: the limit is unknown.</summary>
    public HeyGenPlan? Plan { get; set; }

    /// <summary>Credits per month, above 0: the limit of the balance <c>"credits"</c>, in place of the plan's. A balance in US dollars does not get
    /// this limit. The default value is null: the credits of the <see cref="Plan"/>, if one is set.</summary>
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
    protected internal override bool HasSameSettings(QuotaProviderOptions other) =>
        other is HeyGenQuotaOptions options && options.Version == Version && options.Plan == Plan && options.MonthlyCredits == MonthlyCredits;
}
