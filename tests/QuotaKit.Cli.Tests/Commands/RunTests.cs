namespace QuotaKit.Cli.Tests.Commands;

/// <summary><c>quotakit run</c> with real programs and a real store.</summary>
public sealed class RunTests : GuardTest
{
    [Fact]
    public async Task Success_commits_and_passes_everything_through()
    {
        var run = await QuotaKitAsync(
            "run", "vzla", "--need", "100requests", "--", "sh", "-c", "echo \"out $QUOTAKIT_RESERVATION\"; echo err >&2; exit 0");

        Assert.Equal((0, "err\n"), (run.ExitCode, run.Error));
        var id = Assert.Single(run.Lines).Split(' ')[1];
        Assert.Empty(await HeldAsync());
        Assert.Contains("committed", (await QuotaKitAsync("release", id)).Complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("release", 7, "",
        "quotakit: The program 'sh' ended with 7, and 100 requests of vzla were given back. If they were charged: quotakit commit job-1\n")]
    [InlineData("commit", 0, "Committed", "")]
    public async Task Failure_settles_as_asked(string onFailure, int expectedRelease, string expectedCommit, string expectedError)
    {
        var run = await QuotaKitAsync(
            "run", "vzla", "--need", "100", "--id", "job-1", "--on-failure", onFailure, "--", "sh", "-c", "exit 7");

        Assert.Equal((7, "", expectedError), (run.ExitCode, run.Output, run.Error));
        Assert.Empty(await HeldAsync());
        var again = await QuotaKitAsync("commit", "job-1");
        Assert.StartsWith(expectedCommit, again.Output, StringComparison.Ordinal);
        // A commit after a release is recorded and flagged. After a commit it changes nothing.
        Assert.Equal(expectedRelease != 0, again.Output.Contains("above the reserved amount, or after a release", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9, 137)]
    [InlineData(15, 143)]
    public async Task Killed_program_exits_with_128_and_the_signal(int signal, int code)
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "1", "--json", "--", "sh", "-c", $"kill -{signal} $$");

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        var document = Json(run.Error);
        Assert.True(document.GetProperty("started").GetBoolean());
        Assert.Equal("released", document.GetProperty("reservation").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Too_little_starts_nothing()
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "1001requests", "--", "echo", "ran");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("1001 requests of 'requests' are needed, 973 are available", run.Complaint, StringComparison.Ordinal);
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task Another_unit_is_unknown_and_starts_nothing()
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "1credits", "--", "echo", "ran");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("'requests' is in requests", run.Complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-tool", 127, "The program 'no-such-tool' was not found. Nothing was run.")]
    [InlineData("echo hi", 127, "The program 'echo hi' was not found. Write the program and its arguments as separate words. Nothing was run.")]
    [InlineData("/etc/passwd", 126, "The program '/etc/passwd' is not executable. Nothing was run.")]
    [InlineData("/", 126, "The program '/' is not executable. Nothing was run.")]
    public async Task Program_that_cannot_start_has_the_code_of_shells(string program, int code, string message)
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "1", "--", program);

        Assert.Equal((code, $"quotakit: {message}"), (run.ExitCode, run.Complaint));
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task Program_without_a_separator_is_refused()
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "1", "echo", "--id", "7");

        Assert.Equal((2, "quotakit: Write '--' before the program: quotakit run heygen --need 12 -- ./render.sh"), (run.ExitCode, run.Complaint));
    }

    [Fact]
    public async Task Failure_can_leave_the_amount_held()
    {
        var run = await QuotaKitAsync("run", "vzla", "--need", "1", "--id", "job-1", "--on-failure", "hold", "--", "false");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["job-1"], await HeldAsync());
    }

    [Fact]
    public async Task Program_in_the_current_folder_is_not_found_without_a_path()
    {
        var run = await ShellAsync("cd \"$(dirname \"$QUOTAKIT_STORE\")\" && printf '#!/bin/sh\\necho hijacked\\n' > tool && chmod +x tool && quotakit run vzla --need 1 -- tool");

        Assert.Equal((127, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Vendor_that_rejects_the_key_is_an_own_failure()
    {
        var environment = Environment;
        environment["VZLA_API_KEY"] = "vzlaio_unknown_key";

        var run = await QuotaKitProcess.RunAsync(["run", "vzla", "--need", "1requests", "--", "echo", "ran"], environment);

        Assert.Equal((125, ""), (run.ExitCode, run.Output));
        Assert.DoesNotContain("vzlaio_unknown_key", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_at_once_on_100_credits_run_once()
    {
        GiveHeyGen(100);
        // Each holds all 100 credits until the other four have been refused.
        var run = await ShellAsync("""
            cd "$(dirname "$QUOTAKIT_STORE")"
            for i in 1 2 3 4 5; do
                { quotakit run heygen --need 100credits -- sh -c 'echo ran; until [ "$(cat refused 2>/dev/null | wc -l)" -ge 4 ]; do sleep 0.05; done'
                  code=$?; echo "exit $code"; [ $code -eq 3 ] && echo no >> refused; } &
            done
            wait
            """);

        Assert.Equal(["exit 0", "exit 3", "exit 3", "exit 3", "exit 3", "ran"], run.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Killed_command_leaves_the_amount_held()
    {
        GiveHeyGen(100);
        var run = await ShellAsync("""
            cd "$(dirname "$QUOTAKIT_STORE")"
            (exec dotnet "$QUOTAKIT_DLL" run heygen --need 60credits -- sh -c 'echo $$ > child; exec sleep 60') &
            until [ -s child ]; do sleep 0.05; done
            kill -9 $!; wait $! 2>/dev/null
            kill $(cat child)
            quotakit run heygen --need 60credits -- echo second
            echo "exit $?"
            """);

        Assert.Equal(["exit 3"], run.Lines);
        Assert.Contains("60 being held or spent", run.Error, StringComparison.Ordinal);
        Assert.Single(await HeldAsync());
    }

    [Fact]
    public async Task Termination_is_forwarded_to_the_program()
    {
        var run = await ShellAsync("""
            cd "$(dirname "$QUOTAKIT_STORE")"
            (exec dotnet "$QUOTAKIT_DLL" run vzla --need 1 --json -- sh -c 'trap "echo cleaned up; exit 9" TERM; echo > ready; while :; do sleep 0.05; done') &
            until [ -e ready ]; do sleep 0.05; done
            kill -TERM $!; wait $!; echo "exit $?"
            """);

        Assert.Equal(["cleaned up", "exit 9"], run.Lines);
        Assert.Equal("released", Json(run.Error).GetProperty("reservation").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Second_run_with_one_id_shares_its_hold()
    {
        GiveHeyGen(100);
        var first = await QuotaKitAsync("reserve", "heygen", "--need", "100credits", "--id", "job-1");
        Assert.Equal("job-1\n", first.Output);

        var run = await QuotaKitAsync("run", "heygen", "--need", "100credits", "--id", "job-1", "--", "sh", "-c", "exit 5");

        // The first may be spending under it, so a failure of the second does not release it.
        Assert.Equal((5, "quotakit: job-1 was reserved before; an earlier run may be using it."), (run.ExitCode, run.Complaint));
        Assert.Equal(["job-1"], await HeldAsync());
    }

    [Fact]
    public async Task Settled_id_runs_nothing()
    {
        await QuotaKitAsync("run", "vzla", "--need", "1", "--id", "job-1", "--", "true");

        var run = await QuotaKitAsync("run", "vzla", "--need", "1", "--id", "job-1", "--", "echo", "ran");

        Assert.Equal(125, run.ExitCode);
        Assert.Contains("The reservation job-1 was committed", run.Complaint, StringComparison.Ordinal);
        Assert.Contains("A new try needs a new id.", run.Complaint, StringComparison.Ordinal);
    }
    [Theory]
    [InlineData("--json", "exit 7", 7)]
    [InlineData("--json", "exit 0", 0)]
    [InlineData("--note x", "exit 7", 7)]
    public async Task Full_stderr_does_not_change_the_exit_code(string option, string script, int code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /dev/full.");

        Assert.Equal(code, (await ShellAsync($"quotakit run vzla --need 1 {option} -- sh -c '{script}' 2> /dev/full")).ExitCode);
        Assert.Equal(code, (await ShellAsync($"quotakit run vzla --need 1 {option} -- sh -c '{script}' 2>&-")).ExitCode);
    }

    [Fact]
    public async Task Unexpected_exception_is_an_own_failure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs cp of GNU.");
        // A copy of the command with a damaged assembly.
        var run = await ShellAsync("""
            copy="$(dirname "$QUOTAKIT_STORE")/copy"
            cp -rs "$(dirname "$QUOTAKIT_DLL")" "$copy" && cp --remove-destination "$(dirname "$QUOTAKIT_DLL")"/QuotaKit.Cli.* "$copy"
            rm "$copy/QuotaKit.Sqlite.dll" && : > "$copy/QuotaKit.Sqlite.dll"
            dotnet "$copy/QuotaKit.Cli.dll" run vzla --need 1 -- echo ran
            """);

        Assert.Equal((125, ""), (run.ExitCode, run.Output));
        Assert.Contains("quotakit has failed unexpectedly", run.Complaint, StringComparison.Ordinal);
    }
}
