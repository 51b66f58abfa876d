namespace QuotaKit.Tests.Shared;

/// <summary>Creates random spends and answers of one episode.</summary>
internal sealed class RandomSpends
{
    private static readonly TimeZoneInfo _tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    private readonly Random _random;
    private readonly Dictionary<string, LedgerSpend[]> _usual = [];
    private readonly QuotaBudget[] _budgets;

    public RandomSpends(Random random, string name)
    {
        _random = random;
        Wallets = random.Next(3) == 0 ? [$"{name}-a", $"{name}-b"] : [$"{name}-a"];
        _budgets = [.. Enum.GetValues<QuotaBudgetPeriod>().Select(p => new QuotaBudget($"{name}-{p}".ToLowerInvariant(), Wallets[0], 40, QuotaUnit.Credits)
        {
            Period = p, TimeZone = p is QuotaBudgetPeriod.Day or QuotaBudgetPeriod.Week ? _tokyo : TimeZoneInfo.Utc,
        })];
    }

    public string[] Wallets { get; }

    public string Wallet() => Wallets[_random.Next(Wallets.Length)];

    /// <summary>Returns the spends that mostly go with this id, and now and then others.</summary>
    public LedgerSpend[] Of(string id)
    {
        if (!_usual.TryGetValue(id, out var spends))
            _usual[id] = spends = New();
        return _random.Next(12) == 0 ? New() : spends;
    }

    public decimal Amount() => _random.Next(4) == 0 ? _random.Next(1, 1_000_000_000) / 1_000_000_000m : _random.Next(1, 40);

    public QuotaSnapshot Answer(DateTimeOffset now)
    {
        var unit = _random.Next(12) == 0 ? QuotaUnit.Usd : QuotaUnit.Credits;
        var first = Snapshots.Balance("credits", unit, _random.Next(10) == 0 ? null : _random.Next(-10, 150)) with
        {
            ResetsAt = _random.Next(6) == 0 ? now.AddSeconds(_random.Next(-100, 200)) : null,
            Derived = _random.Next(8) == 0 ? QuotaFields.Remaining : QuotaFields.None,
        };
        if (_random.Next(25) == 0)
            first = first with { Remaining = null, IsUnlimited = true };
        var second = Snapshots.Credits(_random.Next(100), "extra") with { Kind = (QuotaKind)_random.Next(3) };
        QuotaBalance[] balances = _random.Next(8) switch { 0 => [second, first], 1 => [first], _ => [first, second] };
        return Snapshots.Of(balances) with { IsActive = _random.Next(15) switch { 0 => false, < 8 => true, _ => null } };
    }

    private LedgerSpend[] New() => [.. Enumerable.Range(0, _random.Next(4) == 0 ? 2 : 1).Select(_ => One())];

    private LedgerSpend One()
    {
        var wallet = Wallet();
        return new LedgerSpend
        {
            Account = wallet + (_random.Next(2) == 0 ? "/red" : ""),
            Wallet = wallet,
            Balance = _random.Next(5) switch { 0 => "extra", 1 => "credits", _ => null },
            Amount = Amount(),
            Unit = _random.Next(12) == 0 ? QuotaUnit.Usd : QuotaUnit.Credits,
            Reserve = _random.Next(6) == 0 ? 10 : 0,
            Budget = _random.Next(4) == 0 ? _budgets[_random.Next(_budgets.Length)] : null,
            Concurrency = _random.Next(4) == 0 ? new QuotaConcurrency(wallet, "videos", 2) : null,
        };
    }
}
