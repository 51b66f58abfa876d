namespace QuotaKit.Tests.Shared;

/// <content>Histories of concurrent clients.</content>
public abstract partial class LedgerContract
{
    /// <summary>The number of histories that are recorded and checked.</summary>
    protected virtual int Histories => 20;

    [Fact]
    public async Task Concurrent_calls_are_linearizable()
    {
        var calls = 0;
        for (var n = 0; n < Histories; n++)
        {
            var wallet = $"history-{n}";
            var granted = 60 + (10 * (n % 4));
            await AnswerAsync(granted, wallet);
            var history = new LedgerHistory(Ledger, wallet);

            await history.RunAsync(RandomRuns.Seed + n, clients: 4 + (n % 5), callsOfEach: 40, Token);

            Assert.True(
                LinearizabilityChecker.IsLinearizable(history.Events, new SequentialLedger(granted)),
                $"No order explains this history of {granted}:\n{string.Join('\n', history.Events.OrderBy(e => e.Begun))}");
            calls += history.Events.Count;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Histories} histories of {calls} calls are linearizable");
    }
}
