using System.Security.Cryptography;
using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Tests.Accounts;

public class UsageErrorsTests
{
    [Fact]
    public void Recognizes_every_shape_of_a_key()
    {
        var hex = "a1" + RandomNumberGenerator.GetHexString(30, lowercase: true);
        string[] keys =
        [
            "pictai_abc", "vzlaio_" + hex, "sk_live", hex, hex[..10], hex.ToUpperInvariant(), $"{hex[..8]}-{hex[..4]}-{hex[4..8]}-{hex[8..12]}-{hex[12..24]}",
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(40)), "vzla/" + hex, "heygen/pictai_x",
        ];

        Assert.All(keys, key => Assert.True(UsageErrors.CouldBeKey(key)));
        Assert.All(["vzla", "vzla/team-b", "heygen/studio-2", "elevenlabs_voiceover_minutes", "shwo"], name => Assert.False(UsageErrors.CouldBeKey(name)));
    }
}
