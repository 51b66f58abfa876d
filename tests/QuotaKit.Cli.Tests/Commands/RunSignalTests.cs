namespace QuotaKit.Cli.Tests.Commands;

/// <summary>Signals to <c>quotakit run</c> while its program runs.</summary>
public sealed class RunSignalTests : GuardTest
{
    [Theory]
    [InlineData("HUP")]
    [InlineData("USR1")]
    [InlineData("USR2")]
    public async Task Signal_is_forwarded_to_the_program(string signal)
    {
        var run = await ShellAsync($$"""
            cd "$(dirname "$QUOTAKIT_STORE")"
            (exec dotnet "$QUOTAKIT_DLL" run vzla --need 1 -- sh -c 'trap "echo got it; exit 9" {{signal}}; echo > ready; while :; do sleep 0.05; done') &
            until [ -e ready ]; do sleep 0.05; done
            kill -{{signal}} $!; wait $!; echo "exit $?"
            """);

        Assert.Equal(["got it", "exit 9"], run.Lines);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("QUIT")]
    public async Task Repeated_interrupt_reaches_a_program_on_a_terminal(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "Needs script of util-linux.");
        Assert.SkipWhen(Interrupts.AreIgnored(), "The tests were started with SIGINT ignored.");

        var run = await ShellAsync($$"""
            cd "$(dirname "$QUOTAKIT_STORE")"
            printf '%s\n' 'trap "echo > ended; exit 9" {{signal}}' 'echo $PPID > pid.new; mv pid.new pid' 'while :; do sleep 0.05; done' > program
            { until [ -e pid ]; do sleep 0.05; done
              for i in {1..100}; do [ -e ended ] && exit; kill -{{signal}} $(cat pid); sleep 0.2; done; kill -TERM $(cat pid); } 2>/dev/null >&2 &
            script -qec 'exec dotnet "$QUOTAKIT_DLL" run vzla --need 1 -- sh ./program' /dev/null
            echo "exit $?"
            """);

        Assert.Equal("exit 9", run.Lines[^1]);
        Assert.Empty(await HeldAsync());
    }
}
