namespace QuotaKit.Acme.Tests;

public sealed class AcmeProviderTests : IAsyncLifetime
{
    private AcmeServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await AcmeServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_key_goes_into_its_header_and_the_answer_into_a_snapshot()
    {
        using var acme = _server.CreateProvider("acme-key-1");

        var snapshot = await acme.GetQuotaAsync(Token);

        Assert.Equal(475.8m, snapshot.Primary.Remaining);
        Assert.Equal(("acme", "default", "acme-request-1"), (snapshot.Provider, snapshot.Account, snapshot.RequestId));
        Assert.Equal(("/v1/usage", "Token acme-key-1"), Assert.Single(_server.Requests));
    }

    [Fact]
    public void A_key_is_all_that_a_provider_needs()
    {
        using var acme = new AcmeQuotaProvider("acme-key-1");

        Assert.Equal("acme", acme.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer acme-key-1")]
    public void What_cannot_be_a_key_is_refused_before_anything_is_sent(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new AcmeQuotaProvider(key));

        Assert.DoesNotContain("acme-key-1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_missing_key_says_where_to_set_it()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new AcmeQuotaProvider(""));

        Assert.Contains("AcmeQuotaOptions.ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("QuotaKit:Acme:ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("ACME_API_KEY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_prefix_of_a_gateway_is_kept()
    {
        using var acme = _server.CreateProvider(configure: o => o.BaseAddress = new Uri(_server.BaseAddress, "gateway"));

        await acme.GetQuotaAsync(Token);

        Assert.Equal("/gateway/v1/usage", Assert.Single(_server.Requests).Path);
    }

    [Fact]
    public async Task A_changed_key_is_used_by_the_next_call()
    {
        _server.Accounts["acme-key-2"] = """{ "plan": "Solo", "meters": [ { "name": "render_seconds", "used": 0, "included": 60 } ] }""";
        var options = new AcmeQuotaOptions { ApiKey = "acme-key-1", BaseAddress = _server.BaseAddress };
        using var acme = new AcmeQuotaProvider(options);
        Assert.Equal("Studio", (await acme.GetQuotaAsync(Token)).Plan);

        options.ApiKey = "acme-key-2";

        Assert.Equal("Solo", (await acme.GetQuotaAsync(Token)).Plan);
    }

    [Fact]
    public async Task A_wrong_key_is_unauthorized_and_asked_with_once()
    {
        using var acme = _server.CreateProvider("acme-key-0");

        var error = await Assert.ThrowsAsync<QuotaException>(() => acme.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Unauthorized, 401, "key_unknown"), (error.Kind, error.StatusCode, error.VendorCode));
        Assert.Single(_server.Requests);
        Assert.DoesNotContain("acme-key-0", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_Acme_echoes_reaches_no_error()
    {
        _server.Faults.Enqueue((401, """{ "error": { "code": "key_unknown", "message": "acme-key-1 is unknown" } }""", null));
        using var acme = _server.CreateProvider();

        var error = await Assert.ThrowsAsync<QuotaException>(() => acme.GetQuotaAsync(Token));

        Assert.Equal("key_unknown", error.VendorCode);
        Assert.DoesNotContain("acme-key-1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_too_often_Acme_is_left_alone_for_as_long_as_it_wants()
    {
        _server.Faults.Enqueue((429, AcmeSamples.Read("429-slow-down.json"), 3600));
        using var acme = _server.CreateProvider();

        var error = await Assert.ThrowsAsync<QuotaException>(() => acme.GetQuotaAsync(Token));
        Assert.Equal((QuotaErrorKind.Throttled, TimeSpan.FromHours(1), true), (error.Kind, error.RetryAfter, error.IsTransient));

        error = await Assert.ThrowsAsync<QuotaException>(() => acme.GetQuotaAsync(Token));
        Assert.Equal((QuotaErrorKind.Throttled, 0), (error.Kind, error.Attempts));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task An_allowance_that_is_spent_is_not_asked_for_again()
    {
        _server.Faults.Enqueue((429, AcmeSamples.Read("429-allowance-spent.json"), null));
        using var acme = _server.CreateProvider();

        var error = await Assert.ThrowsAsync<QuotaException>(() => acme.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.QuotaExhausted, "allowance_spent", false), (error.Kind, error.VendorCode, error.IsTransient));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task After_a_503_the_same_call_asks_again()
    {
        _server.Faults.Enqueue((503, "<html>Maintenance</html>", null));
        using var acme = _server.CreateProvider(configure: o => o.Resilience.BaseDelay = TimeSpan.FromTicks(1));

        var snapshot = await acme.GetQuotaAsync(Token);

        Assert.Equal(475.8m, snapshot.Primary.Remaining);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task After_three_503s_the_call_gives_up()
    {
        for (var i = 0; i < 3; i++)
            _server.Faults.Enqueue((503, "", null));
        using var acme = _server.CreateProvider(configure: o => o.Resilience.BaseDelay = TimeSpan.FromTicks(1));

        var error = await Assert.ThrowsAsync<QuotaException>(() => acme.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Unavailable, 503, 3), (error.Kind, error.StatusCode, error.Attempts));
    }

    [Fact]
    public async Task Unlimited_and_unknown_arrive_as_such()
    {
        _server.Accounts["acme-key-1"] = """
            { "meters": [ { "name": "render_seconds", "used": 60 }, { "name": "previews", "used": 2, "included": "unlimited" } ] }
            """;
        using var acme = _server.CreateProvider();

        var snapshot = await acme.GetQuotaAsync(Token);

        Assert.Equal((null, false), (snapshot.Primary.Limit, snapshot.Primary.IsUnlimited));
        Assert.Equal((null, true), (snapshot["previews"].Limit, snapshot["previews"].IsUnlimited));
        Assert.Equal("'meters[0].included' is missing.", Assert.Single(snapshot.Warnings));
    }
}
