using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Commands;

/// <summary>The command prints and reads the same in every culture. It is built without cultures; these tests turn them on.</summary>
public sealed partial class CultureTests
{
    private static readonly string[] _commands =
    [
        "show --demo", "show --demo --json", "check PICTORY --need 1,5 --demo", "estimate heygen avatar-iv --minutes 7.5 --plan PRO --demo",
    ];

    private static readonly Dictionary<string, string> _invariant = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };

    private static readonly Dictionary<string, Lazy<Task<CommandRun>>> _expected =
        _commands.ToDictionary(c => c, c => new Lazy<Task<CommandRun>>(() => QuotaKitProcess.RunAsync(c, _invariant)));

    public static MatrixTheoryData<string, string> Runs => new(TestCulture.All, _commands);

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Prints_the_same_in_every_culture(string culture, string command)
    {
        var environment = TestCulture.EnvironmentOf(culture).ToDictionary(v => v.Key, v => v.Value ?? "");

        var (expected, actual) = (await _expected[command].Value, await QuotaKitProcess.RunAsync(command, environment));

        Assert.Equal(WithoutWhatDiffers(expected), WithoutWhatDiffers(actual));
        Assert.Equal(expected.ExitCode, actual.ExitCode);
    }

    /// <summary>Returns the output without durations, seconds and request ids, which differ from run to run.</summary>
    private static string WithoutWhatDiffers(CommandRun run) => DifferingPattern().Replace($"{run.Output}\n{run.Error}", "~");

    [GeneratedRegex(@"\b\d+s\b|T\d\d:\d\d:\d\d(\.\d+)?(Z|\\u002B00:00)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex DifferingPattern();
}
