namespace QuotaKit.Tests.Shared;

/// <summary>The tests that every ledger must pass. A subclass creates an empty ledger for each test.</summary>
/// <remarks>A ledger may have a clock of its own that runs on: tests step by seconds at least, unless they ask for <see cref="HasExactClock"/>.</remarks>
public abstract partial class LedgerContract : IAsyncLifetime
{
    /// <summary>The wallet, and the account, of most tests.</summary>
    protected const string Acme = "acme";

    /// <summary>The attempt that makes the reservations of the tests.</summary>
    protected const long First = 5;

    private protected FakeClock Clock { get; } = new();

    /// <summary>The ledger, empty at the start of each test.</summary>
    protected IQuotaLedger Ledger { get; private set; } = null!;

    /// <summary>Whether the ledger's clock stands still between two calls of <see cref="Advance"/>.</summary>
    protected virtual bool HasExactClock => true;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Ledger = await CreateAsync(Clock);

    public async ValueTask DisposeAsync()
    {
        await DisposeLedgerAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates an empty ledger.</summary>
    /// <param name="clock">The clock of the tests. A ledger with a clock of its own ignores it and overrides <see cref="Advance"/>.</param>
    protected abstract Task<IQuotaLedger> CreateAsync(TimeProvider clock);

    /// <summary>Frees what <see cref="CreateAsync"/> has created.</summary>
    protected virtual ValueTask DisposeLedgerAsync() => ValueTask.CompletedTask;

    /// <summary>Moves the ledger's clock; back when the time is negative.</summary>
    protected virtual void Advance(TimeSpan by) => Clock.JumpWallClock(by);

    protected void AdvanceSeconds(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    protected void AdvanceMinutes(double minutes) => Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>A spend of credits of one account's first balance.</summary>
    protected static LedgerSpend Spend(decimal amount, string account = Acme) =>
        new() { Account = account, Wallet = account, Amount = amount, Unit = QuotaUnit.Credits };

    protected async Task<LedgerDecision> ReserveAsync(string id, LedgerSpend spend, long attempt = First, double leaseMinutes = 10, bool allow = false) =>
        await ReserveAllAsync(id, [spend], attempt, leaseMinutes, allow);

    protected async Task<LedgerDecision> ReserveAllAsync(
        string id, IReadOnlyList<LedgerSpend> spends, long attempt = First, double leaseMinutes = 10, bool allow = false)
    {
        var reserve = new LedgerReserve
        {
            Id = id,
            Attempt = attempt,
            Spends = spends,
            Lease = TimeSpan.FromMinutes(leaseMinutes),
            MaxAge = TimeSpan.FromMinutes(1),
            AllowsUnknown = allow,
            Note = $"Note of {id}",
        };
        return await Ledger.ReserveAsync(reserve, Token);
    }

    protected async Task<LedgerDecision> SettleAsync(
        LedgerSettlementKind kind, string id, IReadOnlyList<LedgerSpend> spends, long attempt = First, decimal[]? actual = null, bool keepsSlots = false)
    {
        var settlement = new LedgerSettlement { Id = id, Attempt = attempt, Kind = kind, Spends = spends, Actual = actual, KeepsSlots = keepsSlots };
        return await Ledger.SettleAsync(settlement, Token);
    }

    protected Task<LedgerDecision> CommitAsync(string id, LedgerSpend spend, decimal? actual = null, bool keepsSlots = false) =>
        SettleAsync(LedgerSettlementKind.Commit, id, [spend], actual: actual is { } amount ? [amount] : null, keepsSlots: keepsSlots);

    protected Task<LedgerDecision> ReleaseAsync(string id, LedgerSpend spend, long attempt = First) =>
        SettleAsync(LedgerSettlementKind.Release, id, [spend], attempt);

    protected Task<LedgerDecision> WithdrawAsync(string id, LedgerSpend spend, long attempt = First) =>
        SettleAsync(LedgerSettlementKind.Withdraw, id, [spend], attempt);

    /// <summary>Asks the vendor: takes a ticket and offers an answer with this much left.</summary>
    protected Task<LedgerTicket> AnswerAsync(decimal? remaining, string wallet = Acme, double lagSeconds = 60) =>
        AnswerAsync(Snapshots.Of(Snapshots.Credits(remaining)), wallet, lagSeconds);

    protected async Task<LedgerTicket> AnswerAsync(QuotaSnapshot snapshot, string wallet = Acme, double lagSeconds = 60)
    {
        var ticket = await TicketAsync(wallet);
        await OfferAsync(ticket, snapshot, wallet, lagSeconds);
        return ticket;
    }

    protected async Task<LedgerTicket> TicketAsync(string wallet = Acme)
    {
        var poll = await Ledger.BeginPollAsync(wallet, null, Token);
        return Assert.NotNull(poll.Ticket);
    }

    protected async Task OfferAsync(LedgerTicket ticket, QuotaSnapshot? snapshot, string wallet = Acme, double lagSeconds = 60) => await Ledger.OfferAsync(
        new LedgerAnswer { Wallet = wallet, Ticket = ticket, Snapshot = snapshot, SettlementLag = TimeSpan.FromSeconds(lagSeconds) }, Token);

    /// <summary>Checks what is held and spent of a balance.</summary>
    protected async Task<LedgerPosition> AssertPositionAsync(decimal held, decimal spent, string wallet = Acme, string? balance = null)
    {
        var position = Assert.IsType<LedgerPosition>(await Ledger.GetPositionAsync(wallet, balance, Token));
        Assert.Equal((held, spent), (position.Held, position.Spent));
        return position;
    }

    protected static void AssertDone(LedgerDecision decision) => Assert.Equal((LedgerOutcome.Done, null), (decision.Outcome, decision.Lack));

    protected static LedgerLack AssertDenied(LedgerDecision decision, LedgerLackReason reason)
    {
        Assert.Equal((LedgerOutcome.Denied, reason), (decision.Outcome, decision.Lack?.Reason));
        return decision.Lack!;
    }
}
