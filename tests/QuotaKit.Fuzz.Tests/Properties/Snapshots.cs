using FsCheck;
using FsCheck.Fluent;

namespace QuotaKit.Fuzz.Tests.Properties;

/// <summary>Generates snapshots with every value that the type allows, including values that no vendor sends.</summary>
internal static class Snapshots
{
    private static readonly Gen<string> _texts = Gen.Frequency(
        (3, Gen.Elements(
            "", " ", "credits", "vidéo", "<b>&'\"\\/", "\u0000\u001b[31m\r\n", "\u2028\u202e\ufeff\uffff", "\ud83d\ude00", "\ud83d", "\ude00\ud83d")),
        (1, Gen.Choose(char.MinValue, char.MaxValue).Select(c => (char)c).ArrayOf().Select(c => new string(c))));

    private static readonly Gen<decimal> _decimals = Gen.Frequency(
        (2, Documents.Amounts),
        (1, Gen.Elements(0m, 0.00m, 1.50m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m)),
        (1,
            from low in Gen.Choose(int.MinValue, int.MaxValue)
            from middle in Gen.Choose(int.MinValue, int.MaxValue)
            from high in Gen.Choose(int.MinValue, int.MaxValue)
            from isNegative in Flags
            from scale in Gen.Choose(0, 28)
            select new decimal(low, middle, high, isNegative, (byte)scale)));

    private static readonly Gen<DateTimeOffset> _times =
        from day in Gen.Choose(1, 3_650_000)
        from tick in Gen.Choose(0, int.MaxValue)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset(day * TimeSpan.TicksPerDay + tick, TimeSpan.FromMinutes(minutes));

    private static readonly Gen<QuotaFields> _fields = Gen.Choose(0, 7).Select(f => (QuotaFields)f);

    private static readonly Gen<QuotaBalance> _balances =
        from key in _texts
        from label in _texts
        from unit in _texts
        from kind in Gen.Elements(Enum.GetValues<QuotaKind>())
        from used in OrNull(_decimals)
        from limit in OrNull(_decimals)
        from remaining in OrNull(_decimals)
        from derived in _fields
        from configured in _fields
        from isUnlimited in Flags
        from start in OrNull(_times)
        from reset in OrNull(_times)
        from status in Gen.Elements(Enum.GetValues<QuotaStatus>())
        select new QuotaBalance
        {
            Key = key,
            Label = label,
            Unit = string.IsNullOrWhiteSpace(unit) ? QuotaUnit.Unspecified : QuotaUnit.Of(unit),
            Kind = kind,
            Used = used,
            Limit = limit,
            Remaining = remaining,
            Derived = derived,
            Configured = configured,
            IsUnlimited = isUnlimited,
            PeriodStart = start,
            ResetsAt = reset,
            Status = status,
        };

    public static Gen<QuotaSnapshot> All { get; } =
        from provider in _texts
        from account in _texts
        from retrievedAt in _times
        from balances in Gen.NonEmptyListOf(_balances)
        from plan in Gen.OrNull(_texts)
        from isActive in OrNull(Flags)
        from requestId in Gen.OrNull(_texts)
        from warnings in Gen.ListOf(_texts)
        from isStale in Flags
        from rawJson in Gen.OrNull(_texts)
        select new QuotaSnapshot
        {
            Provider = provider,
            Account = account,
            RetrievedAt = retrievedAt,
            Balances = [.. balances],
            Plan = plan,
            IsActive = isActive,
            RequestId = requestId,
            Warnings = [.. warnings],
            IsStale = isStale,
            RawJson = rawJson,
        };

    private static Gen<bool> Flags => Gen.Elements(true, false);

    private static Gen<T?> OrNull<T>(Gen<T> values)
        where T : struct =>
        Gen.Frequency((3, values.Select(v => (T?)v)), (1, Gen.Constant<T?>(null)));
}
