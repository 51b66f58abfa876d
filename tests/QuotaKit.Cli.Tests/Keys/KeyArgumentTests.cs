using System.Security.Cryptography;

namespace QuotaKit.Cli.Tests.Keys;

/// <summary>Passes keys as arguments that expect something else. The keys look like those of known and of future vendors.</summary>
public class KeyArgumentTests : SimulatorTest
{
    private static readonly string[] _places =
    [
        "show KEY", "watch KEY", "doctor KEY", "check KEY --need 1", "check vzla/KEY --need 1", "check vzla --need 1 --balance KEY", "check vzla --need KEY",
        "check vzla --need 1 KEY", "estimate KEY", "estimate heygen KEY", "estimate heygen/KEY avatar-video --minutes 1", "estimate heygen avatar-video --minutes KEY",
        "estimate heygen avatar-video --plan KEY", "estimate heygen avatar-video --size KEY", "estimate heygen avatar-video --webm=KEY --offline",
        "show --key-stdin KEY", "show --key-stdin KEY/x", "show --config KEY", "show --config /KEY", "show --config ./KEY", "accounts --config KEY", "providers --config KEY", "show --config=KEY",
        "show --config a --config KEY", "show --json=KEY", "show --demo=KEY", "check vzla --need 1 --allow-unknown=KEY", "watch --every KEY", "completion KEY",
        "reserve KEY --need 1", "reserve vzla --need KEY", "reserve vzla --need 1 --balance KEY", "reserve vzla --need 1 --budget KEY",
        "reserve vzla --need 1 --slot KEY", "reserve vzla --need 1 --lease KEY", "reserve vzla --need 1 --store KEY", "commit KEY", "commit x --actual KEY",
        "commit x --store=KEY", "release KEY", "holds KEY", "holds --store ./KEY", "run KEY --need 1 -- true", "run vzla --need 1 --on-failure KEY -- true", "run vzla --need 1 KEY",
        "run vzla --need 1 --balance KEY -- true", "run vzla --need 1 --store KEY -- true", "reserve vzla --need 12KEY",
        "KEY", "--KEY", "-KEY", "show --KEY", "show -KEY", "-hKEY", "show -hKEY", "show --api-key KEY", "show --vzla-token=KEY", "show @KEY",
    ];

    public static TheoryData<string> Places => [.. _places];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Key_as_an_argument_is_never_shown(string place)
    {
        foreach (var key in (string[])[Convert.ToBase64String(RandomNumberGenerator.GetBytes(40)), RandomNumberGenerator.GetString("abcdefghijklmnopQRSTUVWXYZ", 20) + "aB"])
        {
            var run = await RunWithInputAsync(place.Replace("KEY", key, StringComparison.Ordinal), "", ("VZLA_API_KEY", Key));

            Assert.Equal("", run.Output);
            // A part of a key must not be shown either, as a message that cuts the key at a slash would.
            var pieces = key.Split('/', '=', '-', '+').Where(p => p.Length >= 8).Append(key);
            Assert.False(pieces.Any(p => run.Error.Contains(p, StringComparison.OrdinalIgnoreCase)), $"{place}: {run.Error.Replace(key, "KEY", StringComparison.OrdinalIgnoreCase)}");
            Assert.Equal(2, run.ExitCode);
        }
    }

    [Theory]
    [InlineData("show --config no-such-folder/quotakit.json", "The config file no-such-folder/quotakit.json does not exist.")]
    [InlineData("show --config some-words", "The config file does not exist. Create it, or correct --config or QUOTAKIT_CONFIG. Its path is not shown")]
    [InlineData("show --config /dev", "The config file /dev cannot be read.")]
    [InlineData("show nobody", "There is no account 'nobody'.")]
    [InlineData("show vzla/team-b", "There is no account 'vzla/team-b'.")]
    [InlineData("check vzla --need 1 --balance video_minutes", "vzla has no balance 'video_minutes'. It has: requests.")]
    [InlineData("estimate heygen photo-avatar-vidoe", "HeyGen has no operation 'photo-avatar-vidoe'.")]
    public async Task Plain_mistakes_are_quoted(string arguments, string hint)
    {
        var run = await RunAsync(arguments, ("VZLA_API_KEY", Key));

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advice_about_a_readable_file_is_safe_in_a_shell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        using var file = new TemporaryFile("$(touch pwned).json", "{}", UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var run = await QuotaKitProcess.RunAsync(["show", "--config", file.Path]);

        Assert.EndsWith("Run chmod 600 on it.", run.Complaint, StringComparison.Ordinal);
    }
}
