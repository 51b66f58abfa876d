namespace QuotaKit.Cli.Tests.Commands;

/// <summary><c>quotakit run</c> with a program that settles its own reservation.</summary>
public sealed class RunSettledTests : GuardTest
{
    private const string CommitsItself = "dotnet \"$QUOTAKIT_DLL\" commit \"$QUOTAKIT_RESERVATION\" --actual 4";
    private const string ReleasesItself = "dotnet \"$QUOTAKIT_DLL\" release \"$QUOTAKIT_RESERVATION\"";

    [Theory]
    [InlineData(CommitsItself, "release", 0, "committed")]
    [InlineData(CommitsItself, "release", 7, "committed")]
    [InlineData(CommitsItself, "commit", 7, "committed")]
    [InlineData(ReleasesItself, "release", 0, "released")]
    [InlineData(ReleasesItself, "commit", 7, "released")]
    public async Task What_the_program_settled_stays(string settle, string onFailure, int code, string state)
    {
        var run = await QuotaKitAsync(
            "run", "vzla", "--need", "10", "--id", "job-1", "--on-failure", onFailure, "--json", "--", "sh", "-c", $"{settle} && exit {code}");

        Assert.Equal(code, run.ExitCode);
        var document = Json(run.Error);
        Assert.Equal((true, code), (document.GetProperty("started").GetBoolean(), document.GetProperty("exitCode").GetInt32()));
        var reservation = document.GetProperty("reservation");
        Assert.Equal(state, reservation.GetProperty("state").GetString());
        Assert.Equal((true, false), (reservation.GetProperty("isNew").GetBoolean(), reservation.GetProperty("isFlagged").GetBoolean()));
        var actual = reservation.GetProperty("spends")[0].GetProperty("actual");
        Assert.Equal(state == "committed" ? "4" : "null", actual.GetRawText());
    }

    [Fact]
    public async Task Program_that_commits_itself_is_no_failure()
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "10", "--id", "job-1", "--", "sh", "-c", CommitsItself);

        Assert.Equal((0, "Committed job-1: 4 requests of vzla.\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Advice_after_a_failure_names_the_store()
    {
        var store = Store.Replace("quotakit.db", "two words.db", StringComparison.Ordinal);

        var run = await QuotaKitAsync("run", "vzla", "--need", "2", "--id", "job-1", "--store", store, "--", "sh", "-c", "kill -INT $$");

        Assert.Equal(
            (130, "quotakit: The program 'sh' ended with 130, and 2 requests of vzla were given back. "
                + $"If they were charged: quotakit commit job-1 --store '{store}'"),
            (run.ExitCode, run.Complaint));
        var advised = run.Complaint[run.Complaint.IndexOf("quotakit commit", StringComparison.Ordinal)..];
        Assert.Equal(0, (await ShellAsync(advised)).ExitCode);
    }

    [Theory]
    [InlineData(0, "commit")]
    [InlineData(7, "release")]
    public async Task Advice_after_a_lost_store_names_the_store(int code, string settle)
    {
        var store = Store.Replace("quotakit.db", "other.db", StringComparison.Ordinal);

        var run = await QuotaKitAsync("run", "vzla", "--need", "2", "--id", "job-1", "--store", store, "--", "sh", "-c", $"rm {store}; exit {code}");

        Assert.Equal(125, run.ExitCode);
        Assert.EndsWith($". To record it now: quotakit {settle} job-1 --store {store}", run.Complaint, StringComparison.Ordinal);
    }
}
