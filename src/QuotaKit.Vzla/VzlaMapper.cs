using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>What vzla.io's answers mean.</summary>
internal static class VzlaMapper
{
    public const string RequestsKey = "requests";

    // vzla.io rounds its percentage; further off than this it contradicts its own numbers.
    private const double PercentageTolerance = 0.5;

    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = VzlaWire.Read(document.Root);
        var snapshot = document.StartSnapshot();
        snapshot.Plan = wire.Subscription;
        snapshot.IsActive = wire.IsActive;
        snapshot.Take(new QuotaBalance
        {
            Key = RequestsKey,
            Label = "Requests",
            Unit = QuotaUnit.Requests,
            Kind = QuotaKind.Allowance,
            Used = wire.CurrentUsage,
            Limit = wire.MonthlyLimit,
            Remaining = wire.Remaining,
            IsUnlimited = wire.HasQuota == false,
            PeriodStart = wire.ResetDate,
            ResetsAt = wire.NextReset,
            Status = StatusOf(wire.StatusLevel, snapshot),
        });
        CheckPercentage(wire, snapshot);
        return snapshot.Build();
    }

    public static VendorError ReadError(QuotaDocument answer)
    {
        var error = answer.Root.ChildIfAny("error"u8);
        return new VendorError(
            // Reading the quota is free, so a 429 here is not about speed: the month's requests are gone.
            answer.StatusCode == 429 ? QuotaErrorKind.QuotaExhausted : null,
            error?.Text("code"u8),
            error?.Text("message"u8) ?? answer.Root.Text("error"u8));
    }

    private static QuotaStatus StatusOf(string? level, QuotaSnapshotBuilder snapshot)
    {
        switch (level)
        {
            case null:
                return QuotaStatus.Unknown;
            case "normal":
                return QuotaStatus.Normal;
            case "warning":
                return QuotaStatus.Warning;
            case "critical":
                return QuotaStatus.Critical;
            default:
                snapshot.Warn($"'status_level' is '{level}', which vzla.io does not document.");
                return QuotaStatus.Unknown;
        }
    }

    private static void CheckPercentage(VzlaWire wire, QuotaSnapshotBuilder snapshot)
    {
        if (wire is { UsagePercentage: { } sent, CurrentUsage: { } used, MonthlyLimit: { } limit and not 0 }
            && (double)used / (double)limit * 100 is var computed && Math.Abs(computed - (double)sent) > PercentageTolerance)
            snapshot.Warn(FormattableString.Invariant($"'usage_percentage' is {sent}, but the numbers make {computed:0.##}."));
    }
}
