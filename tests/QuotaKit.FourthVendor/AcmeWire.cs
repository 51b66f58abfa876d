using QuotaKit.Http;

namespace QuotaKit.Acme;

/// <summary>What Acme sends: who the account is, the period, and a list of meters.</summary>
internal readonly record struct AcmeWire
{
    public string? Plan { get; private init; }

    public bool? IsActive { get; private init; }

    public DateTimeOffset? PeriodStart { get; private init; }

    public DateTimeOffset? PeriodEnd { get; private init; }

    public IReadOnlyList<AcmeMeter> Meters { get; private init; }

    public static AcmeWire Read(WireObject json)
    {
        var period = json.Child("period"u8);
        return new AcmeWire
        {
            Plan = json.Text("plan"u8),
            IsActive = json.Flag("active"u8),
            PeriodStart = period?.Time("from"u8),
            PeriodEnd = period?.Time("to"u8),
            Meters = [.. json.Children("meters"u8).Select(AcmeMeter.Read)],
        };
    }
}
