using QuotaKit.Samples.Tests.Running;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Samples.Tests;

/// <summary>Runs several processes of the sample <c>shared-account</c>, which share an account of 100 credits. Each has four jobs of 20 credits.</summary>
public sealed class SharedAccountTests : SimulatorTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Processes_with_one_file_never_overspend(int processes)
    {
        var folder = Directory.CreateTempSubdirectory("quotakit-workers-");
        try
        {
            await RunAsync(processes, Path.Combine(folder.FullName, "workers.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Two_processes_with_one_database_never_overspend()
    {
        Assert.SkipWhen(PostgresServer.Programs is null, "PostgreSQL is not installed. tests/run.sh installs it.");
        await using var server = await PostgresServer.StartAsync();

        await RunAsync(2, server.ConnectionString);
    }

    private async Task RunAsync(int processes, string ledger)
    {
        Simulator.HeyGen.Account(Key).RemainingQuota = 100 * 60;
        var workers = Enumerable.Range(1, processes).Select(n => SampleProcess.StartProject(
            "samples/shared-account", "SharedAccount.dll",
            [.. Settings, .. Keys, new("Ledger", ledger), new("Work__Name", $"worker-{n}"), new("Work__Duration", "00:00:00.1")])).ToList();

        var lines = new List<string>();
        foreach (var worker in workers)
        {
            await using (worker)
            {
                var run = await worker.EndAsync();
                Assert.True(run.ExitCode == 0, run.Output + run.Error);
                lines.AddRange(run.Lines);
            }
        }

        Assert.Equal(5, lines.Count(l => l.EndsWith(": rendered for 20 credits", StringComparison.Ordinal)));
        Assert.Equal((processes * 4) - 5, lines.Count(l => l.Contains(": refused. heygen: 20 credits of 'credits' are needed, 0 are available", StringComparison.Ordinal)));
    }
}
