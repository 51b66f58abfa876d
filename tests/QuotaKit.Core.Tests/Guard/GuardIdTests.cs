namespace QuotaKit.Core.Tests.Guard;

/// <summary>Ids that the guard makes, and what a reservation says of itself.</summary>
public sealed class GuardIdTests : GuardTest
{
    [Fact]
    public async Task Ids_of_one_moment_differ()
    {
        var guard = Guard();
        var ids = new HashSet<string>();

        for (var i = 0; i < 1_000; i++)
            Assert.True(ids.Add((await guard.ReserveAsync(Credits(0.1m), cancellationToken: Token)).Id));

        // The time is the same, and all random bytes are used.
        var bytes = ids.Select(id => Guid.Parse(id).ToByteArray(bigEndian: true)).ToList();
        Assert.Single(bytes.Select(b => Convert.ToHexString(b[..6])).Distinct());
        for (var i = 6; i < 16; i++)
            Assert.True(bytes.Select(b => b[i]).Distinct().Count() >= 16, $"Byte {i} of the ids hardly differs.");
    }

    [Fact]
    public async Task Id_of_our_own_is_a_uuid_that_sorts_by_time()
    {
        var guard = Guard();
        var ids = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            ids.Add((await guard.ReserveAsync(Credits(1), cancellationToken: Token)).Id);
            var id = Guid.Parse(ids[^1]);
            Assert.Equal((7, true), (id.Version, id.Variant is >= 8 and <= 11));
            Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(ids[^1].Replace("-", "", StringComparison.Ordinal)[..12], 16));
            Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        // All but the time and the six fixed bits is random.
        Assert.Equal(40, ids.Select(id => id[15..]).Distinct().Count());
    }

    [Fact]
    public async Task Reservation_says_what_it_holds()
    {
        var hold = await Guard().ReserveAllAsync(
            [Credits(12.5m), new QuotaSpend("acme", 1, QuotaUnit.Minutes) { Balance = "extra" }], new() { Id = "job" }, Token);

        Assert.Equal("job: Held, 12.5 credits of acme, 1 minutes of acme", hold.ToString());
        Assert.Null(hold.Actual);
        await hold.CommitAsync(Token);
        Assert.Equal([12.5m, 1], hold.Actual!);
        Assert.Equal("job: Committed, 12.5 credits of acme, 1 minutes of acme", hold.ToString());
    }

    [Fact]
    public async Task Spends_may_change_after_the_call()
    {
        var spends = new List<QuotaSpend> { Credits(12) };
        var hold = await Guard().ReserveAllAsync(spends, cancellationToken: Token);
        spends.Clear();

        Assert.Equal([Credits(12)], hold.Spends);
    }

    [Fact]
    public async Task Hold_whose_reply_the_ledger_lost_is_withdrawn()
    {
        var relay = new RelayLedger(Ledger) { LosesReply = new QuotaException(QuotaErrorKind.Ledger, "", "The connection broke.") };

        var error = await Assert.ThrowsAsync<QuotaException>(() => Guard(relay).ReserveAsync(Credits(12), new() { Id = "job" }, Token));

        Assert.Same(relay.LosesReply, error);
        Assert.Equal(0, (await Guard().GetPositionAsync("acme", cancellationToken: Token)).Held);
    }

    [Fact]
    public async Task Missing_argument_is_named()
    {
        var guard = Guard();
        Assert.Throws<ArgumentNullException>("client", () => new QuotaGuard(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("spends", () => guard.ReserveAllAsync(null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>("account", () => guard.GetPositionAsync(" ", cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "guard", () => ((IQuotaGuard)null!).SpendAsync(Credits(1), (_, _) => Task.CompletedTask, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>("work", () => guard.SpendAsync(Credits(1), null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>("actual", async () =>
            await (await guard.ReserveAsync(Credits(1), cancellationToken: Token)).CommitAsync((IReadOnlyList<decimal>)null!, Token));
    }

    [Fact]
    public async Task Call_that_was_cancelled_before_asks_nobody()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard().ReserveAsync(Credits(1), cancellationToken: cancelled));

        Assert.Equal(0, Vendor.Asked);
    }
}
