using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Settings;

/// <summary>Invalid options, which are rejected before a request is sent.</summary>
public sealed class SettingsTests
{
    private const string Key = "vzlaio_0123456789";

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void Missing_key_error_names_every_place_to_set_it(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new VzlaQuotaProvider(key));

        Assert.Equal(
            "vzla: There is no API key. Set VZLA_API_KEY or 'QuotaKit:Vzla:ApiKey' in the environment or the configuration, " +
            "or VzlaQuotaOptions.ApiKey in code.",
            error.Message);
        Assert.Equal((QuotaErrorKind.Configuration, "vzla", 0), (error.Kind, error.Provider, error.Attempts));
    }

    [Theory]
    [InlineData("secret with space", "space at position 7")]
    [InlineData("secret\r\nX-Other: 1", "line break at position 7")]
    [InlineData("secret\0", "NUL at position 7")]
    [InlineData("secret\u0007", "control character at position 7")]
    [InlineData("secrét", "character outside ASCII at position 5")]
    [InlineData("\uFEFFsecret", "byte order mark at position 1")]
    [InlineData("Bearer secret", "starts with 'Bearer '")]
    public void Invalid_key_is_rejected_without_being_quoted(string key, string problem)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new VzlaQuotaProvider(key));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secr", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.example.com/", "must be https")]
    [InlineData("https://user:pass@api.example.com/", "user name or password")]
    [InlineData("https://api.example.com/?a=b", "query or a fragment")]
    [InlineData("https://api.example.com/#a", "query or a fragment")]
    [InlineData("https://api.example.com//other.example/", "two slashes")]
    [InlineData("ftp://api.example.com/", "absolute http(s) address")]
    public void Unsafe_address_is_rejected(string address, string problem)
    {
        var error = Assert.Throws<QuotaConfigurationException>(
            () => new VzlaQuotaProvider(new VzlaQuotaOptions { ApiKey = Key, BaseAddress = new Uri(address) }));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contradictory_durations_are_both_named()
    {
        var options = new VzlaQuotaOptions
        {
            ApiKey = Key,
            Resilience = { AttemptTimeout = TimeSpan.FromSeconds(40), BaseDelay = TimeSpan.Zero, BreakDuration = TimeSpan.FromSeconds(-1) },
            Thresholds = new QuotaThresholds(0.9, 0.5),
        };

        var error = Assert.Throws<QuotaConfigurationException>(() => new VzlaQuotaProvider(options));

        Assert.Contains("AttemptTimeout (00:00:40) must not be longer than Resilience.TotalTimeout (00:00:30)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Resilience.BaseDelay must be from", error.Message, StringComparison.Ordinal);
        Assert.Contains("Resilience.BreakDuration must be from", error.Message, StringComparison.Ordinal);
        Assert.Contains("Thresholds.Warning (0.9) must not be above Thresholds.Critical (0.5)", error.Message, StringComparison.Ordinal);
    }
}
