using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QuotaKit.Tests;

/// <summary>The one form in which a setting may write a duration.</summary>
public sealed class ConfigurationDurationTests : SimulatorTest
{
    [Theory]
    [InlineData("00:00:30", 30)]
    [InlineData("23:59:59", 86_399)]
    [InlineData("00:00:00.25", 0.25)]
    [InlineData("00:00:00.0000001", 0.0000001)]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("30.12:00:00.5", 2_635_200.5)]
    public async Task Reads_unambiguous_durations(string text, double seconds)
    {
        await using var app = App(Configuration(("CacheDuration", text)));

        var expected = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        Assert.Equal(expected, app.GetRequiredService<IOptions<QuotaClientOptions>>().Value.CacheDuration);
    }

    [Theory]
    [InlineData("30:00:00")]
    [InlineData("24:00:00")]
    [InlineData("1:00")]
    [InlineData("00:30")]
    [InlineData("1:02:03:04")]
    [InlineData("1.24:00:00")]
    [InlineData("1.5")]
    [InlineData("0:00:30")]
    [InlineData("00:60:00")]
    [InlineData("00:00:99")]
    [InlineData("--00:00:30")]
    [InlineData("30s")]
    [InlineData("PT30S")]
    [InlineData("00:00:30x")]
    [InlineData("")]
    public async Task Rejects_ambiguous_durations(string text)
    {
        await using var app = App(Configuration(("CacheDuration", text)));

        Assert.StartsWith("'QuotaKit:CacheDuration' must be a duration such as 00:00:30 for 30 seconds", StartFailure(app).Message, StringComparison.Ordinal);
    }
}
