using System.Globalization;
using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Maps vzla.io's documents to snapshots, and reads its errors.</summary>
internal static class VzlaMapper
{
    public const string RequestsKey = "requests";

    // vzla.io rounds its percentage. A difference of more than half a percentage point is a contradiction.
    private const decimal ShareTolerance = 0.005m;

    public static QuotaSnapshot Map(QuotaDocument document)
    {
        // Numbers beside an error do not count: a service that is down may send zeros.
        if (!VzlaWire.IsQuota(document.Root) || document.Root.HasContent("error"u8))
            throw document.NotQuota(ReadError(document));

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
            PeriodStart = StartOf(wire, snapshot),
            ResetsAt = wire.NextReset,
            Status = StatusOf(wire.StatusLevel, snapshot),
        });
        CheckNumbers(wire, snapshot);
        CheckPercentage(wire, snapshot);
        return snapshot.Build();
    }

    public static VendorError ReadError(QuotaDocument response) => VzlaErrors.Read(response);

    // In vzla.io's example, 'reset_date' is the start of the period, whatever its name says, and 'next_reset' is its end. A 'reset_date' that
    // is not before the end means something else.
    private static DateTimeOffset? StartOf(VzlaWire wire, QuotaSnapshotBuilder snapshot)
    {
        if (!(wire.ResetDate >= wire.NextReset))
            return wire.ResetDate;
        snapshot.Warn("'reset_date' is not before 'next_reset'; when the period began is not known.");
        return null;
    }

    private static QuotaStatus StatusOf(string? level, QuotaSnapshotBuilder snapshot)
    {
        switch (level)
        {
            case null:
            // The worse of vzla.io's status and the thresholds counts. "normal" is never the worse one, and unknown numbers stay Unknown.
            case "normal":
                return QuotaStatus.Unknown;
            case "warning":
                return QuotaStatus.Warning;
            case "critical":
                return QuotaStatus.Critical;
            default:
                snapshot.Warn($"'status_level' is '{level}', which vzla.io does not document.");
                return QuotaStatus.Unknown;
        }
    }

    private static void CheckNumbers(VzlaWire wire, QuotaSnapshotBuilder snapshot)
    {
        if (wire.CurrentUsage < 0)
            snapshot.Warn("'current_usage' is below zero.");
        if (wire.MonthlyLimit < 0)
            snapshot.Warn("'monthly_limit' is below zero.");
        if (wire.UnusedLimit > 0)
            snapshot.Warn("'has_quota' is false, but there is a 'monthly_limit'; 'has_quota' stands.");
    }

    private static void CheckPercentage(VzlaWire wire, QuotaSnapshotBuilder snapshot)
    {
        // Compared as shares and with a limit of at least one request, so that nothing overflows.
        if (wire is { UsagePercentage: { } sent, CurrentUsage: { } used, MonthlyLimit: { } limit and >= 1 }
            && used / limit is var share && Math.Abs(share - (sent / 100)) > ShareTolerance)
            snapshot.Warn(string.Create(CultureInfo.InvariantCulture, $"'usage_percentage' is {sent}, but the numbers make {(double)share * 100:0.##}."));
    }
}
