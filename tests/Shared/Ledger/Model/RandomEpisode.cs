namespace QuotaKit.Tests.Shared;

/// <summary>Random calls about a few reservations of new wallets, each compared with the <see cref="LedgerModel"/>.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="random">The source of the calls.</param>
/// <param name="name">A name that no earlier episode has used.</param>
/// <param name="clock">The ledger's clock; null when it runs on, and cannot be read.</param>
/// <param name="advance">Moves the ledger's clock.</param>
internal sealed partial class RandomEpisode(IQuotaLedger ledger, Random random, string name, TimeProvider? clock, Action<TimeSpan> advance)
{
    private const int Ids = 12;
    private static readonly TimeSpan _maxAge = TimeSpan.FromMinutes(1);
    private static readonly double[] _steps = [0, 0.000001, 1, 2, 2.000001, 5, 10, 29, 30, 60, 60.000001, 90, 300, 600, 3_600, 30_000];

    private readonly LedgerModel _model = new(_maxAge);
    private readonly List<(string Wallet, LedgerTicket Ticket)> _tickets = [];
    private readonly RandomSpends _spends = new(random, name);
    private DateTimeOffset _last;

    /// <summary>The calls so far, for the message of a failure.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The number of calls that were compared.</summary>
    public int Operations { get; private set; }

    /// <summary>The number of reservations that were held and denied.</summary>
    public (int Held, int Denied) Decided { get; private set; }

    // A reservation of two wallets tells each the time of the other. The model does not follow that, so time only goes back in a single wallet.
    private bool MayGoBack => clock is not null && _spends.Wallets.Length == 1;

    public async Task RunAsync(int operations, CancellationToken cancellationToken)
    {
        for (; Operations < operations; Operations++)
        {
            var id = $"{name}-{random.Next(Ids)}";
            var call = random.Next(100);
            // Most ids are reserved first, and most episodes begin with an answer.
            if (call is >= 34 and < 68 && _model.Hold(id) is null && random.Next(8) > 0)
                call = 0;
            if (Operations < 2 && random.Next(5) > 0)
                call = Operations == 0 ? 68 : 78;
            await (call switch
            {
                < 34 => ReserveAsync(id, cancellationToken),
                < 48 => SettleAsync(id, LedgerSettlementKind.Commit, cancellationToken),
                < 56 => SettleAsync(id, LedgerSettlementKind.Release, cancellationToken),
                < 61 => SettleAsync(id, LedgerSettlementKind.Withdraw, cancellationToken),
                < 68 => RenewAsync(id, cancellationToken),
                < 78 => PollAsync(cancellationToken),
                < 86 => OfferAsync(cancellationToken),
                < 88 => ExpireAnswerAsync(cancellationToken),
                _ => StepAsync(),
            });
            await ComparePositionAsync(cancellationToken);
            await CompareFoundAsync(id, cancellationToken);
        }
    }

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Returns the clock: as the test set it, or a time at which the ledger just was.</summary>
    private DateTimeOffset ClockAt(DateTimeOffset? now = null) => clock is not null ? LedgerTimeOf(clock) : (_last = now ?? _last);

    private static DateTimeOffset LedgerTimeOf(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private Task StepAsync()
    {
        var by = TimeSpan.FromSeconds(_steps[random.Next(_steps.Length)]);
        by = MayGoBack && random.Next(4) == 0 ? -by : by;
        Calls.Add($"clock {by}");
        advance(by);
        return Task.CompletedTask;
    }
}
