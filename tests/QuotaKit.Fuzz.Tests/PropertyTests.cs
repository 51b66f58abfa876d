using System.Text.Json;
using FsCheck.Fluent;
using QuotaKit.Fuzz.Tests.Checks;
using QuotaKit.Fuzz.Tests.Properties;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Properties of all documents. FsCheck generates the examples.</summary>
public sealed class PropertyTests
{
    private const decimal UnitsPerCredit = 60;

    [Fact]
    public void Mapped_snapshot_survives_a_JSON_round_trip() => Property.Holds(Documents.All, document =>
    {
        var snapshot = Documents.Map(document.Target, document.Json);

        var json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
        var again = JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot);

        Assert.Equal(snapshot, again);
        Assert.Equal(json, JsonSerializer.Serialize(again, QuotaJson.Default.QuotaSnapshot));
    });

    [Fact]
    public void Derived_numbers_add_up_to_the_limit() => Property.Holds(Documents.All, document =>
    {
        foreach (var balance in Documents.Map(document.Target, document.Json).Balances.Where(b => b.Derived != QuotaFields.None && b.Limit is not null))
        {
            // Sixtieths are rounded to 28 digits, so HeyGen's credits are compared with a tolerance.
            Assert.True(balance.Key == "credits"
                ? NumberOracle.AreEqual(balance.Used!.Value + balance.Remaining!.Value, balance.Limit!.Value)
                : balance.Used + balance.Remaining == balance.Limit);
        }
    });

    [Fact]
    public void Using_more_never_improves_the_status() => Property.Holds(
        from limit in Documents.Amounts
        from one in Documents.Amounts
        from other in Documents.Amounts
        select (limit, Less: Math.Min(one, other), More: Math.Max(one, other)),
        example =>
        {
            var less = Documents.Map(FuzzTarget.Pictory, Documents.Pictory(example.Less, example.limit)).Primary;
            var more = Documents.Map(FuzzTarget.Pictory, Documents.Pictory(example.More, example.limit)).Primary;

            Assert.True(more.Status >= less.Status, $"The status improves from {less} to {more}.");
        });

    [Fact]
    public void Having_less_left_never_improves_the_status() => Property.Holds(
        from limit in Documents.MaybeAmounts
        from one in Documents.Amounts
        from other in Documents.Amounts
        select (limit, Less: Math.Min(one, other), More: Math.Max(one, other)),
        example =>
        {
            var less = Documents.Map(FuzzTarget.Vzla, Documents.Vzla(null, example.limit, example.Less)).Primary;
            var more = Documents.Map(FuzzTarget.Vzla, Documents.Vzla(null, example.limit, example.More)).Primary;

            Assert.True(less.Status >= more.Status, $"The status improves from {less} to {more}.");
        });

    [Fact]
    public void Missing_numbers_stay_null() => Property.Holds(
        from target in Gen.Elements<FuzzTarget>([.. FuzzTarget.All])
        from seed in Gen.Elements(target.Seeds.Select(s => s.Text).ToArray())
        from nothing in Gen.Elements("null", "\"\"", "[]", "{}")
        from kept in Gen.Choose(0, 1)
        select (target, Json: NumberRemoval.Apply(seed, nothing, kept == 1)),
        example =>
        {
            try
            {
                var snapshot = Documents.Map(example.target, example.Json);
                Assert.All(snapshot.Balances, b => Assert.True(
                    b is { Used: null, Limit: null, Remaining: null, Derived: QuotaFields.None, UsedRatio: null, Overage: 0 }, b.ToString()));
            }
            catch (QuotaException e)
            {
                Assert.Contains(e.Kind, new[] { QuotaErrorKind.Protocol, QuotaErrorKind.Rejected, QuotaErrorKind.Retired });
            }
        });

    [Fact]
    public void HeyGen_units_are_sixtieths_of_a_credit() => Property.Holds(Documents.Amounts, units =>
    {
        var credits = Documents.Map(FuzzTarget.HeyGenV2, Documents.HeyGenV2(units, null, units));

        foreach (var balance in new[] { credits["credits"], credits["api"] })
        {
            Assert.Equal(units / UnitsPerCredit, balance.Remaining);
            // A third has no exact decimal. Its rounding error is far below any billed amount.
            Assert.Equal(units, Math.Round(balance.Remaining!.Value * UnitsPerCredit, 15));
        }

        Assert.Equal(units, credits["plan_credit"].Remaining);
    });

    [Fact]
    public void HeyGen_units_divisible_by_three_are_exact() => Property.Holds(Documents.Amounts, third =>
    {
        var credits = Documents.Map(FuzzTarget.HeyGenV2, Documents.HeyGenV2(third * 3, null, null)).Primary.Remaining;

        Assert.Equal(third * 3, credits * UnitsPerCredit);
    });
}
