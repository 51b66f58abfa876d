using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Ledger;

/// <summary>The checker on histories that are known to be right or wrong, of a balance of 100.</summary>
public sealed class LinearizabilityCheckerTests
{
    [Fact]
    public void Calls_one_after_the_other_are_right() => AssertChecked(
        true,
        Reserve(1, 2, "a", 60),
        Reserve(3, 4, "b", 60, LedgerOutcome.Denied),
        Position(5, 6, 60, 0),
        Commit(7, 8, "a", 50),
        Position(9, 10, 0, 50),
        Reserve(11, 12, "c", 50));

    [Fact]
    public void Denial_before_the_grant_began_is_wrong() => AssertChecked(
        false, Reserve(1, 2, "b", 60, LedgerOutcome.Denied), Reserve(3, 4, "a", 60));

    [Fact]
    public void Double_grant_is_wrong() => AssertChecked(false, Reserve(1, 3, "a", 60), Reserve(2, 4, "b", 60));

    [Fact]
    public void Concurrent_grant_and_denial_are_right_in_either_order()
    {
        AssertChecked(true, Reserve(1, 3, "a", 60), Reserve(2, 4, "b", 60, LedgerOutcome.Denied));
        AssertChecked(true, Reserve(1, 3, "a", 60, LedgerOutcome.Denied), Reserve(2, 4, "b", 60));
    }

    [Fact]
    public void Lost_commit_is_wrong() => AssertChecked(false, Reserve(1, 2, "a", 60), Commit(3, 4, "a", 60), Position(5, 6, 0, 0));

    [Fact]
    public void Commit_counted_twice_is_wrong() => AssertChecked(
        false, Reserve(1, 2, "a", 30), Commit(3, 5, "a", 30), Commit(4, 6, "a", 30), Position(7, 8, 0, 60));

    [Fact]
    public void Stale_read_is_wrong() => AssertChecked(false, Reserve(1, 2, "a", 60), Position(3, 4, 0, 0));

    [Fact]
    public void Read_during_the_change_may_see_either()
    {
        AssertChecked(true, Reserve(1, 4, "a", 60), Position(2, 3, 0, 0));
        AssertChecked(true, Reserve(1, 4, "a", 60), Position(2, 3, 60, 0));
    }

    [Fact]
    public void Reads_that_go_back_are_wrong() => AssertChecked(false, Reserve(1, 6, "a", 60), Position(2, 3, 60, 0), Position(4, 5, 0, 0));

    [Fact]
    public void Half_a_change_is_wrong() => AssertChecked(false, Reserve(1, 2, "a", 60), Commit(3, 6, "a", 60), Position(4, 5, 60, 60));

    [Fact]
    public void Grant_after_a_release_began_is_right() => AssertChecked(true, Reserve(1, 2, "a", 60), Release(3, 6, "a"), Reserve(4, 5, "b", 60));

    [Fact]
    public void Two_other_settlements_are_wrong() => AssertChecked(false, Reserve(1, 2, "a", 60), Commit(3, 5, "a", 60), Commit(4, 6, "a", 50));

    [Fact]
    public void Wrong_end_of_many_concurrent_calls_is_found_in_time()
    {
        var calls = Enumerable.Range(0, 12).Select(i => Reserve(1 + i, 100 + i, $"job-{i}", 10, i < 10 ? LedgerOutcome.Done : LedgerOutcome.Denied)).ToArray();

        AssertChecked(true, [.. calls, Position(200, 201, 100, 0)]);
        AssertChecked(false, [.. calls, Position(200, 201, 110, 0)]);
    }

    private static LedgerEvent Reserve(long begun, long returned, string id, decimal amount, LedgerOutcome outcome = LedgerOutcome.Done) =>
        new(begun, returned, LedgerEventCall.Reserve, id, amount, outcome);

    private static LedgerEvent Commit(long begun, long returned, string id, decimal amount) =>
        new(begun, returned, LedgerEventCall.Commit, id, amount, LedgerOutcome.Done);

    private static LedgerEvent Release(long begun, long returned, string id) => new(begun, returned, LedgerEventCall.Release, id, 0, LedgerOutcome.Done);

    private static LedgerEvent Position(long begun, long returned, decimal held, decimal spent) =>
        new(begun, returned, LedgerEventCall.Position, "", 0, LedgerOutcome.Done, (held, spent));

    private static void AssertChecked(bool isRight, params LedgerEvent[] history) =>
        Assert.Equal(isRight, LinearizabilityChecker.IsLinearizable(history, new SequentialLedger(100)));
}
