namespace QuotaKit.Tests.Shared;

/// <content>The comparison with the model.</content>
internal sealed partial class RandomEpisode
{
    /// <summary>Checks the ledger's time and returns it.</summary>
    private DateTimeOffset Compare(DateTimeOffset now, IEnumerable<string> wallets)
    {
        var expected = _model.Begin(wallets, ClockAt(now));
        Assert.Equal(expected, now);
        return now;
    }

    private static void CompareDecision(ModelDecision model, LedgerDecision real)
    {
        Assert.Equal((model.Outcome, model.Lack), (real.Outcome, real.Lack));
        CompareHold(model.Hold, real.Hold, real.Now);
    }

    private static void CompareHold(ModelHold? model, LedgerHold? real, DateTimeOffset now)
    {
        Assert.Equal(model is null, real is null);
        if (model is null || real is null)
            return;
        Assert.Equal(
            (model.Id, model.StateAt(now), model.Attempt, model.MadeBy, model.ExpiresAt, model.SettledAt(now), model.IsFlagged),
            (real.Id, real.State, real.Attempt, real.MadeBy, real.ExpiresAt, real.SettledAt, real.IsFlagged));
        // The balance of what is not booked means nothing.
        var isBooked = real.State is not (QuotaReservationState.Denied or QuotaReservationState.Released);
        Assert.Equal(
            model.Lines.Select(l => (l.Spend.Amount, l.Spend.Wallet, isBooked ? l.Balance : "", l.Actual)),
            real.Lines.Select(l => (l.Spend.Amount, l.Spend.Wallet, isBooked ? l.Balance : "", l.Actual)));
    }

    private async Task ComparePositionAsync(CancellationToken cancellationToken)
    {
        var wallet = _spends.Wallet();
        var balance = Pick(null, "credits", "extra");
        var real = await ledger.GetPositionAsync(wallet, balance, cancellationToken);
        var now = _model.Begin([wallet], ClockAt(real?.Now));
        var model = _model.Position(wallet, balance, real?.Now ?? now, ClockAt(real?.Now));
        // A ledger may show any unit of a balance that the answer does not have.
        if (model?.AskedAt is null && model?.Unit != real?.Unit && model is not null && real is not null)
            Assert.Contains((real.Balance, real.Unit), _model.Wallet(wallet).Pots);
        else
            Assert.Equal(model, real);
    }

    private async Task CompareFoundAsync(string id, CancellationToken cancellationToken)
    {
        var real = await ledger.FindAsync(id, cancellationToken);
        if (clock is not null)
            CompareHold(_model.Hold(id), real, _model.Begin(_model.Hold(id)?.Lines.Select(l => l.Spend.Wallet) ?? [], ClockAt()));
        else
            Assert.Equal(_model.Hold(id)?.Attempt, real?.Attempt);
    }
}
