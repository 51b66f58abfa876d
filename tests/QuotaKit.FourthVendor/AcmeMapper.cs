using QuotaKit;
using QuotaKit.Http;

namespace AcmeRenders;

/// <summary>Maps Acme's documents and errors.</summary>
internal static class AcmeMapper
{
    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var meters = document.Root.Children("meters"u8);
        // An error that comes with status 200 has no meters, and neither has a document that is not Acme's.
        if (meters.Count == 0)
            throw document.NotQuota(ReadError(document));

        var snapshot = document.StartSnapshot();
        snapshot.Plan = document.Root.Text("plan"u8);
        snapshot.IsActive = document.Root.Flag("active"u8);
        var resetsAt = document.Root.Child("period"u8)?.Time("to"u8);
        // Acme is bought for renders. They stay the first balance when Acme reorders its list, and when it leaves them out.
        if (!meters.Any(IsRenders))
            snapshot.Add(BalanceOf("render_seconds", default, resetsAt));
        foreach (var meter in meters.OrderByDescending(IsRenders))
            snapshot.Add(BalanceOf(meter.Text("name"u8) ?? "unnamed", meter, resetsAt));
        return snapshot.Build();
    }

    public static VendorError ReadError(QuotaDocument response)
    {
        var error = response.Root.ChildIfAny("error"u8);
        var code = error?.Text("code"u8);
        // Acme sends 429 to an account with nothing left and to one that calls too often. Its code tells them apart.
        var kind = code == "allowance_spent" ? QuotaErrorKind.QuotaExhausted : (QuotaErrorKind?)null;
        return new VendorError(kind, code, error?.Text("message"u8), IsForeign: response.StatusCode is 403 or 404 && code is null);
    }

    private static bool IsRenders(WireObject meter) => meter.Text("name"u8) == "render_seconds";

    private static QuotaBalance BalanceOf(string name, WireObject meter, DateTimeOffset? resetsAt)
    {
        var (key, unit, countedPerUnit) = name switch
        {
            // Acme counts seconds and sells minutes.
            "render_seconds" => ("render_minutes", QuotaUnit.Minutes, 60),
            "previews" => (name, QuotaUnit.Images, 1),
            _ => (BalanceNames.FromName(name), QuotaUnit.Unspecified, 1),
        };
        // Acme writes the word in place of the number, which Number() would reject.
        var isUnlimited = meter.Text("included"u8) == "unlimited";
        return new QuotaBalance
        {
            Key = key,
            Label = BalanceNames.ToLabel(key),
            Unit = unit,
            // Nobody knows what a new meter counts. As a bonus it cannot make the account look exhausted.
            Kind = unit == QuotaUnit.Unspecified ? QuotaKind.Bonus : QuotaKind.Allowance,
            Used = meter.Number("used"u8) / countedPerUnit,
            Limit = isUnlimited ? null : meter.Number("included"u8) / countedPerUnit,
            IsUnlimited = isUnlimited,
            ResetsAt = resetsAt,
        };
    }
}
