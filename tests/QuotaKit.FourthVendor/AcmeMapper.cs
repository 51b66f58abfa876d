using QuotaKit.Http;

namespace QuotaKit.Acme;

/// <summary>What Acme's answers mean.</summary>
internal static class AcmeMapper
{
    private const string RenderSeconds = "render_seconds";
    private const decimal SecondsPerMinute = 60;

    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = AcmeWire.Read(document.Root);
        // An error that comes with status 200, or a document of somebody else's: no meter, no snapshot.
        if (wire.Meters.Count == 0)
            throw document.NotQuota(ReadError(document));

        var snapshot = document.StartSnapshot();
        snapshot.Plan = wire.Plan;
        snapshot.IsActive = wire.IsActive;

        // Renders are what Acme is bought for. Without their meter the balance is still there, unknown: otherwise another one would
        // take its place as Primary.
        if (!wire.Meters.Any(m => m.Name == RenderSeconds))
        {
            snapshot.Warn($"The meter '{RenderSeconds}' is missing.");
            snapshot.Add(BalanceOf(RenderSeconds, default, wire));
        }

        // The order of Acme's list changes from answer to answer.
        foreach (var meter in wire.Meters.OrderByDescending(m => m.Name == RenderSeconds))
        {
            if (meter.Name is { } name)
                snapshot.Add(BalanceOf(name, meter, wire));
            else
                snapshot.Warn("A meter has no name; it is left out.");
        }

        return snapshot.Build();
    }

    public static VendorError ReadError(QuotaDocument answer)
    {
        var error = answer.Root.ChildIfAny("error"u8);
        var code = error?.Text("code"u8);
        return new VendorError(
            // Acme answers 429 to two things: asking too fast, which passes, and having nothing left, which does not. A proxy's 429 has no
            // code: it is about speed too.
            code == "allowance_spent" ? QuotaErrorKind.QuotaExhausted : null,
            code,
            error?.Text("message"u8),
            // Each of Acme's own errors has a code. Without one, a gateway in between may have sent it.
            IsForeign: answer.StatusCode is 403 or 404 && code is null);
    }

    private static QuotaBalance BalanceOf(string name, AcmeMeter meter, AcmeWire wire) => name switch
    {
        // Acme counts seconds and sells minutes. Its 7452 seconds are 124.2 minutes, not 124.
        RenderSeconds => Allowance("render_minutes", "Render minutes", QuotaUnit.Minutes, meter, wire, SecondsPerMinute),
        "previews" => Allowance("previews", "Previews", QuotaUnit.Images, meter, wire),
        _ => Undocumented(BalanceNames.FromName(name), meter),
    };

    private static QuotaBalance Allowance(
        string key, string label, QuotaUnit unit, AcmeMeter meter, AcmeWire wire, decimal countedPerUnit = 1) => new()
        {
            Key = key,
            Label = label,
            Unit = unit,
            Kind = QuotaKind.Allowance,
            Used = meter.Used / countedPerUnit,
            Limit = meter.Included / countedPerUnit,
            IsUnlimited = meter.IsUnlimited,
            PeriodStart = wire.PeriodStart,
            ResetsAt = wire.PeriodEnd,
        };

    // Nobody says what it counts or when it starts again. As a bonus it cannot make the account look exhausted.
    private static QuotaBalance Undocumented(string key, AcmeMeter meter) => new()
    {
        Key = key,
        Label = BalanceNames.ToLabel(key),
        Unit = QuotaUnit.Unspecified,
        Kind = QuotaKind.Bonus,
        Used = meter.Used,
        Limit = meter.Included,
        IsUnlimited = meter.IsUnlimited,
    };
}
