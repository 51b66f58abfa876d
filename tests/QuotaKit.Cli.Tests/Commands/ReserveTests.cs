using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

/// <summary><c>quotakit reserve</c>, <c>commit</c>, <c>release</c> and <c>holds</c>.</summary>
public sealed class ReserveTests : GuardTest
{
    [Fact]
    public async Task Script_reserves_and_commits_what_it_spent()
    {
        var run = await ShellAsync("id=$(quotakit reserve vzla --need 100 --note nightly) && quotakit holds && quotakit commit $id --actual 90.5");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("ID ", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("  vzla     100     requests  -", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("nightly", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith(": 90.5 requests of vzla.", run.Lines[2], StringComparison.Ordinal);
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task Same_id_is_reserved_once()
    {
        GiveHeyGen(100);
        string[] reserve = ["reserve", "heygen", "--need", "100credits", "--id", "job-1"];

        Assert.Equal((0, "job-1\n", ""), Parts(await QuotaKitAsync(reserve)));
        Assert.Equal((0, "job-1\n", "quotakit: job-1 was reserved before; an earlier run may be using it.\n"), Parts(await QuotaKitAsync(reserve)));

        Assert.Equal("", (await QuotaKitAsync([.. reserve, "--json"])).Error);
        Assert.Equal(["job-1"], await HeldAsync());

        static (int, string, string) Parts(CommandRun run) => (run.ExitCode, run.Output, run.Error);
    }

    [Fact]
    public async Task Unit_of_a_vendor_that_is_down_is_taken_as_written_if_unknown_is_allowed()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(401));

        var refused = await QuotaKitAsync("reserve", "vzla", "--need", "5searches", "--id", "job-1");
        var allowed = await QuotaKitAsync("reserve", "vzla", "--need", "5searches", "--id", "job-1", "--allow-unknown");

        Assert.Equal((1, 0, "job-1\n"), (refused.ExitCode, allowed.ExitCode, allowed.Output));
        Assert.Contains("searches", (await QuotaKitAsync("holds")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_id_with_another_amount_is_refused()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "1", "--id", "job-1");

        var run = await QuotaKitAsync("reserve", "vzla", "--need", "2", "--id", "job-1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("holds other amounts. Use a new id.", run.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_gives_the_amount_back_once()
    {
        GiveHeyGen(100);
        await QuotaKitAsync("reserve", "heygen", "--need", "100credits", "--id", "job-1");
        Assert.Equal(3, (await QuotaKitAsync("reserve", "heygen", "--need", "1credits")).ExitCode);

        Assert.Equal("Released job-1.\n", (await QuotaKitAsync("release", "job-1")).Output);
        Assert.Equal("Released job-1.\n", (await QuotaKitAsync("release", "job-1")).Output);

        Assert.Equal(0, (await QuotaKitAsync("reserve", "heygen", "--need", "100credits")).ExitCode);
    }

    [Fact]
    public async Task Second_commit_with_another_amount_is_refused()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "10", "--id", "job-1");
        await QuotaKitAsync("commit", "job-1", "--actual", "9");

        Assert.Equal(0, (await QuotaKitAsync("commit", "job-1", "--actual", "9")).ExitCode);
        var run = await QuotaKitAsync("commit", "job-1", "--actual", "8");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("it was committed at", run.Complaint, StringComparison.Ordinal);
        Assert.Contains("with 9.", run.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_is_readable_by_its_owner_only()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "1");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Store));
    }

    [Fact]
    public async Task Commit_needs_no_key()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "1", "--id", "job-1");

        var run = await QuotaKitProcess.RunAsync("commit job-1", new Dictionary<string, string>
        {
            ["QUOTAKIT_STORE"] = Store,
            ["QuotaKit__Budgets__red__Account"] = "vzla",
            ["QuotaKit__Budgets__red__Limit"] = "10",
        });

        Assert.Equal((0, "Committed job-1: 1 requests of vzla.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Budget_of_the_config_file_is_kept()
    {
        var environment = Environment;
        environment["QuotaKit__Budgets__red__Account"] = "vzla";
        environment["QuotaKit__Budgets__red__Unit"] = "requests";
        environment["QuotaKit__Budgets__red__Limit"] = "10";

        // A budget of one account does not disturb another account's run.
        Assert.Equal(0, (await QuotaKitProcess.RunAsync("reserve heygen --need 8credits", environment)).ExitCode);
        Assert.Equal(0, (await QuotaKitProcess.RunAsync("reserve vzla --need 8 --budget red", environment)).ExitCode);
        var run = await QuotaKitProcess.RunAsync("reserve vzla --need 3 --budget red --json", environment);

        Assert.Equal(3, run.ExitCode);
        var error = Json(run.Output).GetProperty("error");
        Assert.Equal(("red", 2), (error.GetProperty("budget").GetString(), error.GetProperty("available").GetInt32()));
        Assert.Contains("the budget 'red' has 2 of 10 left", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_writes_no_store()
    {
        var run = await QuotaKitAsync("reserve", "vzla", "--need", "1", "--demo");

        Assert.Equal((0, "quotakit: The vendors are simulated, and this reservation ends with the command.\n"), (run.ExitCode, run.Error));
        Assert.Equal("", (await QuotaKitAsync("reserve", "vzla", "--need", "1", "--demo", "--json")).Error);
        Assert.False(Path.Exists(Store));
    }
    [Theory]
    [InlineData("quotakit reserve vzla --need 1 > /dev/full")]
    [InlineData("quotakit reserve vzla --need 1 --json > /dev/full")]
    [InlineData("quotakit reserve vzla --need 1 --id job-1 >&-")]
    [InlineData("{ quotakit reserve vzla --need 1; exit $?; } | true; exit ${PIPESTATUS[0]}")]
    public async Task Id_that_cannot_be_printed_is_released(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /dev/full.");

        var run = await ShellAsync(line);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("quotakit: The output cannot be written: ", run.Complaint, StringComparison.Ordinal);
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task Hold_of_an_earlier_command_survives_a_failed_print()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /dev/full.");
        await QuotaKitAsync("reserve", "vzla", "--need", "1", "--id", "job-1");

        Assert.Equal(2, (await ShellAsync("quotakit reserve vzla --need 1 --id job-1 > /dev/full")).ExitCode);

        Assert.Equal(["job-1"], await HeldAsync());
    }

    [Theory]
    [InlineData("reserve vzla --need 1")]
    [InlineData("holds")]
    public async Task Demo_with_a_store_is_refused(string arguments)
    {
        var run = await QuotaKitAsync([.. arguments.Split(' '), "--demo", "--store", Store]);

        Assert.Equal((2, "quotakit: --demo cannot be used together with --store. Leave out one of them."), (run.ExitCode, run.Complaint));
    }
}
