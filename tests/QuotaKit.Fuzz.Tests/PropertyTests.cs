using System.Text.Json;
using FsCheck.Fluent;
using QuotaKit.Fuzz.Tests.Checks;
using QuotaKit.Fuzz.Tests.Properties;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests;

/// <summary>What holds for all documents, with examples that FsCheck looks for.</summary>
public sealed class PropertyTests
{
    private const decimal UnitsPerCredit = 60;

    [Fact]
    public void Mapping_then_writing_then_reading_gives_the_same_snapshot() => Property.Holds(Documents.All, document =>
    {
        var snapshot = Documents.Map(document.Target, document.Json);

        var json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
        var again = JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot);

        Assert.Equal(snapshot, again);
        Assert.Equal(json, JsonSerializer.Serialize(again, QuotaJson.Default.QuotaSnapshot));
    });

    [Fact]
    public void Used_and_remaining_make_the_limit_where_one_of_them_was_derived() => Property.Holds(Documents.All, document =>
    {
        foreach (var balance in Documents.Map(document.Target, document.Json).Balances.Where(b => b.Derived != QuotaFields.None && b.Limit is not null))
        {
            // 60ths may have more digits than a decimal; what it has must add up all the same.
            Assert.True(balance.Key == "credits"
                ? NumberOracle.AreEqual(balance.Used!.Value + balance.Remaining!.Value, balance.Limit!.Value)
                : balance.Used + balance.Remaining == balance.Limit);
        }
    });

    [Fact]
    public void More_used_is_never_a_milder_status() => Property.Holds(
        from limit in Documents.Amounts
        from one in Documents.Amounts
        from other in Documents.Amounts
        select (limit, Less: Math.Min(one, other), More: Math.Max(one, other)),
        example =>
        {
            var less = Documents.Map(FuzzTarget.Pictory, Documents.Pictory(example.Less, example.limit)).Primary;
            var more = Documents.Map(FuzzTarget.Pictory, Documents.Pictory(example.More, example.limit)).Primary;

            Assert.True(more.Status >= less.Status, $"{less} but {more}");
        });

    [Fact]
    public void Less_remaining_is_never_a_milder_status() => Property.Holds(
        from limit in Documents.MaybeAmounts
        from one in Documents.Amounts
        from other in Documents.Amounts
        select (limit, Less: Math.Min(one, other), More: Math.Max(one, other)),
        example =>
        {
            var less = Documents.Map(FuzzTarget.Vzla, Documents.Vzla(null, example.limit, example.Less)).Primary;
            var more = Documents.Map(FuzzTarget.Vzla, Documents.Vzla(null, example.limit, example.More)).Primary;

            Assert.True(less.Status >= more.Status, $"{less} but {more}");
        });

    [Fact]
    public void No_document_makes_a_number_out_of_nothing() => Property.Holds(
        from target in Gen.Elements<FuzzTarget>([.. FuzzTarget.All])
        from seed in Gen.Elements(target.Seeds.Select(s => s.Text).ToArray())
        from nothing in Gen.Elements("null", "\"\"", "[]", "{}")
        from kept in Gen.Choose(0, 1)
        select (target, Json: Nothings.Instead(seed, nothing, kept == 1)),
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
    public void HeyGen_units_are_60ths_exactly() => Property.Holds(Documents.Amounts, units =>
    {
        var credits = Documents.Map(FuzzTarget.HeyGenV2, Documents.HeyGenV2(units, null, units));

        foreach (var balance in new[] { credits["credits"], credits["api"] })
        {
            Assert.Equal(units / UnitsPerCredit, balance.Remaining);
            // A third is no decimal; what the 28 digits lose of it is far behind what anybody is billed for.
            Assert.Equal(units, Math.Round(balance.Remaining!.Value * UnitsPerCredit, 15));
        }

        Assert.Equal(units, credits["plan_credit"].Remaining);
    });

    [Fact]
    public void HeyGen_units_that_three_divides_have_no_rounding_at_all() => Property.Holds(Documents.Amounts, third =>
    {
        var credits = Documents.Map(FuzzTarget.HeyGenV2, Documents.HeyGenV2(third * 3, null, null)).Primary.Remaining;

        Assert.Equal(third * 3, credits * UnitsPerCredit);
    });
}
