using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Properties;

/// <summary>Generates amounts and valid documents that hold them.</summary>
internal static class Documents
{
    /// <summary>Amounts from -1,000 to a billion, a quarter of them with one to four decimals.</summary>
    public static Gen<decimal> Amounts { get; } =
        from units in Gen.Choose(-1000, 1_000_000_000)
        from decimals in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        select units / (decimal)Math.Pow(10, decimals);

    /// <summary>Amounts, one in five of them null.</summary>
    public static Gen<decimal?> MaybeAmounts { get; } =
        Gen.Frequency((4, Amounts.Select(a => (decimal?)a)), (1, Gen.Constant<decimal?>(null)));

    /// <summary>Documents of all vendors. Any of their numbers may be null.</summary>
    public static Gen<(FuzzTarget Target, string Json)> All { get; } = Gen.OneOf(
        from units in MaybeAmounts
        from used in MaybeAmounts
        from api in MaybeAmounts
        select (FuzzTarget.HeyGenV2, HeyGenV2(units, used, api)),
        from remaining in MaybeAmounts
        from billing in Gen.Elements("wallet", "subscription", "usage_based")
        from limit in MaybeAmounts
        select (FuzzTarget.HeyGenV3, HeyGenV3(billing, remaining, limit)),
        from used in MaybeAmounts
        from limit in MaybeAmounts
        select (FuzzTarget.Pictory, Pictory(used, limit)),
        from used in MaybeAmounts
        from limit in MaybeAmounts
        from remaining in MaybeAmounts
        select (FuzzTarget.Vzla, Vzla(used, limit, remaining)));

    public static string HeyGenV2(decimal? units, decimal? used, decimal? api) =>
        $$"""
        {"error":null,"data":{"remaining_quota":{{Text(units)}},"used_quota":{{Text(used)}},
         "details":{"api":{{Text(api)}},"plan_credit":{{Text(api)}} } } }
        """;

    public static string HeyGenV3(string billing, decimal? remaining, decimal? limit) => $$"""
        {"data":{"billing_type":"{{billing}}","wallet":{"currency":"usd","remaining_balance":{{Text(remaining)}} },
         "subscription":{"plan":"Pro","credits":{"premium_credits":{"remaining":{{Text(remaining)}} } } },
         "usage_based":{"spending_current_usd":{{Text(remaining)}},"spending_cap_usd":{{Text(limit)}},"included_credits":{{Text(limit)}} } } }
        """;

    public static string Pictory(decimal? used, decimal? limit) =>
        $$"""
        {"videoMinutes":{"used":{{Text(used)}},"limit":{{Text(limit)}} },
         "storyMinutes":{"used":{{Text(used)}},"limit":7},"aiCredits":{"used":1,"limit":7} }
        """;

    public static string Vzla(decimal? used, decimal? limit, decimal? remaining) =>
        $$"""{"subscription":"Free","monthly_limit":{{Text(limit)}},"current_usage":{{Text(used)}},"remaining":{{Text(remaining)}},"has_quota":true }""";

    /// <summary>Sends the document through a whole call and returns the snapshot.</summary>
    public static QuotaSnapshot Map(FuzzTarget target, string json) => new FuzzWorker(target).Map(json);

    private static string Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
