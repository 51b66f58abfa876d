using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

/// <summary>Runs the command on a terminal, which script(1) creates.</summary>
public class TerminalRunTests : SimulatorTest
{
    private const string Answer = """{"error":null,"data":{"remaining_quota":7920,"details":{"\u001b[2Jclear":1,"none\uffff":2,"漢字":3}}}""";

    [Theory]
    [InlineData("C.UTF-8", "show", true)]
    [InlineData("C", "show", false)]
    [InlineData("C.UTF-8", "check heygen --need 1 --balance nope", true)]
    [InlineData("C", "check heygen --need 1 --balance nope", false)]
    public async Task Locale_without_UTF_8_gets_only_ASCII(string locale, string arguments, bool isUtf8)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs script of util-linux.");
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script is not on this machine.");
        Simulator.HeyGen.Faults.Always(Fault.Body(Answer));

        var run = await QuotaKitProcess.RunInShellAsync(
            $"export -f quotakit; script -qec 'quotakit {arguments}' /dev/null",
            QuotaKitProcess.EnvironmentOf(
                Simulator, ("HEYGEN_API_KEY", Key), ("VZLA_API_KEY", Key), ("LC_ALL", locale), ("TERM", "dumb"), ("SHELL", "/bin/bash")));

        Assert.Equal(isUtf8, run.Output.Contains("漢字", StringComparison.Ordinal));
        Assert.Equal(isUtf8, run.Output.Any(c => c > '~'));
        Assert.DoesNotContain("\u001b[2J", run.Output, StringComparison.Ordinal);
        Assert.Contains(arguments == "show" ? "vzla" : "It has: credits, ", run.Output, StringComparison.Ordinal);
    }
}
