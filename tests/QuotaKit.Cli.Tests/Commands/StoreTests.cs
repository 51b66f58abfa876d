namespace QuotaKit.Cli.Tests.Commands;

/// <summary>The store of <c>quotakit holds</c>, <c>commit</c> and <c>release</c>.</summary>
public sealed class StoreTests : GuardTest
{
    [Theory]
    [InlineData("holds")]
    [InlineData("commit job-1")]
    [InlineData("release job-1")]
    public async Task Reading_creates_no_named_store(string arguments)
    {
        var other = Store.Replace("quotakit.db", "other.db", StringComparison.Ordinal);

        var byVariable = await QuotaKitAsync(arguments.Split(' '));
        var byOption = await QuotaKitAsync([.. arguments.Split(' '), "--store", other]);

        Assert.Equal((2, $"quotakit: There is no store {Store}. 'quotakit reserve' creates it."), (byVariable.ExitCode, byVariable.Complaint));
        Assert.Equal((2, $"quotakit: There is no store {other}. 'quotakit reserve' creates it."), (byOption.ExitCode, byOption.Complaint));
        var document = Json((await QuotaKitAsync([.. arguments.Split(' '), "--json"])).Output);
        Assert.Equal("Ledger", document.GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal((false, false), (File.Exists(Store), File.Exists(other)));
    }

    [Fact]
    public async Task Reading_creates_no_default_store()
    {
        var environment = WithDefaultStore();

        var holds = await QuotaKitProcess.RunAsync("holds", environment);
        var commit = await QuotaKitProcess.RunAsync("commit job-1", environment);

        Assert.Equal((0, "Nothing is held.\n", ""), (holds.ExitCode, holds.Output, holds.Error));
        var store = Path.Combine(environment["XDG_STATE_HOME"], "quotakit", "quotakit.db");
        Assert.Equal(
            (2, $"quotakit: The store {store} has no reservation of this id. 'quotakit holds' lists those that are held."),
            (commit.ExitCode, commit.Complaint));
        Assert.False(Directory.Exists(environment["XDG_STATE_HOME"]));
    }

    [Fact]
    public async Task Unknown_id_names_the_store()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "1");

        var run = await QuotaKitAsync("release", "job-1", "--store", Store);

        Assert.Equal(
            (2, $"quotakit: The store {Store} has no reservation of this id. 'quotakit holds --store {Store}' lists those that are held."),
            (run.ExitCode, run.Complaint));
    }

    private Dictionary<string, string> WithDefaultStore()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs XDG_STATE_HOME.");
        var environment = Environment;
        environment.Remove("QUOTAKIT_STORE");
        environment["XDG_STATE_HOME"] = Path.Combine(Path.GetDirectoryName(Store)!, "state");
        return environment;
    }
}
