using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Settings;

/// <summary>What is refused before anything is sent: rows 1 to 5 of the table of faults.</summary>
public sealed class SettingsTests
{
    private const string Key = "vzlaio_0123456789";

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void A_missing_key_names_every_place_to_set_it(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new VzlaQuotaProvider(key));

        Assert.Equal(
            "vzla: There is no API key. Set VzlaQuotaOptions.ApiKey in code, or 'QuotaKit:Vzla:ApiKey' or VZLA_API_KEY in the configuration or the environment.",
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
    public void A_key_that_cannot_be_one_is_refused_without_being_quoted(string key, string problem)
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
    public void An_address_that_keys_must_not_be_sent_to_is_refused(string address, string problem)
    {
        var error = Assert.Throws<QuotaConfigurationException>(
            () => new VzlaQuotaProvider(new VzlaQuotaOptions { ApiKey = Key, BaseAddress = new Uri(address) }));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Durations_that_contradict_each_other_are_both_named()
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
