using System.Globalization;
using QuotaKit.Sqlite.Worker;

namespace QuotaKit.Sqlite.Tests;

/// <summary>Several processes that share one file, killed with SIGKILL or with a wrong clock. <c>QUOTAKIT_GUARD_KILLS</c> sets the number of kills.</summary>
public sealed class ProcessTests : SqliteTest
{
    private const int Lanes = 2;

    private string Vendor => Directory.CreateDirectory(Folder.File("vendor")).FullName;

    private static int Kills =>
        int.Parse(Environment.GetEnvironmentVariable("QUOTAKIT_GUARD_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Processes_that_start_at_once_create_one_ledger()
    {
        WorkerProcess[] workers = [.. Enumerable.Range(0, 6).Select(_ => new WorkerProcess("attempt", File))];

        await Task.WhenAll(workers.Select(w => w.EndAsync(Token)));

        var attempts = workers.Select(w => Assert.Single(w.Lines)).Order();
        Assert.Equal(["2", "3", "4", "5", "6", "7"], attempts);
        Array.ForEach(workers, w => w.Dispose());
    }

    [Fact]
    public async Task Four_processes_never_overspend()
    {
        const decimal granted = 300;
        WorkerProcess[] workers = [.. Enumerable.Range(0, 4).Select(i => WorkerProcess.Spend(File, Vendor, $"w{i}", granted))];

        await SampleAsync(Task.WhenAll(workers.Select(w => w.EndAsync(Token))), granted);

        await AssertSoundAsync(granted, workers);
        // A charge may be in an answer while its hold still counts, so the last credits may be denied.
        Assert.InRange(FolderVendor.ReadCharges(Vendor).Sum(c => c.Amount), granted - 40, granted);
    }

    [Fact]
    public async Task Clocks_two_hours_off_never_overspend()
    {
        const decimal granted = 100;
        int[] minutes = [0, 120, -120];
        WorkerProcess[] workers = [.. minutes.Select((m, i) => WorkerProcess.Spend(File, Vendor, $"w{i}", granted, m))];

        await SampleAsync(Task.WhenAll(workers.Select(w => w.EndAsync(Token))), granted);

        await AssertSoundAsync(granted, workers);
    }

    // 10 minutes, for a long run.
    [Fact(Timeout = 600_000)]
    public async Task Processes_killed_anywhere_never_overspend()
    {
        // Enough for most lives, and too little for the last ones.
        var granted = 15m * Kills;
        var workers = new List<WorkerProcess>();

        await SampleAsync(Task.WhenAll(Enumerable.Range(0, Lanes).Select(async lane =>
        {
            for (var life = lane; life < Kills; life += Lanes)
            {
                var worker = WorkerProcess.Spend(File, Vendor, $"w{life}", granted);
                lock (workers)
                    workers.Add(worker);
                await worker.KillAfterAsync(Random.Shared.Next(1, 60), Token);
            }
        })), granted);

        await AssertSoundAsync(granted, workers);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"SQLite: {Kills} processes killed, {workers.Sum(w => w.Lines.Count)} steps: 0 overspent, 0 lost, 0 doubled");
    }

    /// <summary>Checks all the time, while the processes run, that no more is spent than was granted.</summary>
    private async Task SampleAsync(Task processes, decimal granted)
    {
        await using var ledger = new SqliteQuotaLedger(File);
        do
        {
            Assert.InRange(FolderVendor.ReadCharges(Vendor).Sum(c => c.Amount), 0, granted);
            // Another reader and writer of the file.
            if (await ledger.GetPositionAsync("acme", "credits", Token) is { } position)
                Assert.InRange(position.Held, 0, granted);
            await Task.WhenAny(processes, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token));
        }
        while (!processes.IsCompleted);
        await processes;
    }

    /// <summary>Checks that the ledger has everything that a process was told, and counts it once.</summary>
    private async Task AssertSoundAsync(decimal granted, IReadOnlyCollection<WorkerProcess> workers)
    {
        await using var ledger = new SqliteQuotaLedger(File);
        foreach (var step in workers.SelectMany(w => w.Lines).Where(l => l[0] is 'c' or 'r' or 'h').Select(l => l.Split(' ')))
        {
            var state = (await ledger.FindAsync(step[1], Token))?.State;
            if (step[0] == "released")
                Assert.Equal(QuotaReservationState.Released, state);
            else if (step[0] == "committed")
                Assert.Equal(QuotaReservationState.Committed, state);
            else
                Assert.NotNull(state);
        }

        var charges = FolderVendor.ReadCharges(Vendor).ToDictionary(c => c.Id, c => c.Amount);
        Assert.InRange(charges.Values.Sum(), 1, granted);
        foreach (var (id, amount) in charges)
        {
            var hold = await ledger.FindAsync(id, Token);
            Assert.Equal(amount, hold!.State == QuotaReservationState.Committed ? hold.Lines[0].Actual : amount);
            Assert.NotEqual(QuotaReservationState.Released, hold.State);
        }

        var (held, uncharged) = (0m, 0m);
        await foreach (var hold in ledger.ListAsync(null, Token))
        {
            held += hold.Lines[0].Spend.Amount;
            uncharged += charges.ContainsKey(hold.Id) ? 0 : hold.Lines[0].Spend.Amount;
        }

        Assert.InRange(charges.Values.Sum() + uncharged, 1, granted);
        Assert.Equal(held, (await ledger.GetPositionAsync("acme", "credits", Token))?.Held);
        foreach (var worker in workers)
            worker.Dispose();
        Assert.Equal("ok", Execute("PRAGMA integrity_check"));
    }
}
