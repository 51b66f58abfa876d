namespace QuotaKit.Testing.Tests;

public sealed class VzlaTests : SimulatorTest
{
    private const string Search = "api/quantis/v2/search/";

    [Fact]
    public async Task New_account_sends_the_documented_response()
    {
        Simulator.Vzla.Account(Key);

        Assert.Equal(
            (200, OneLine("""
                {"subscription":"Free","monthly_limit":1000,"current_usage":27,"remaining":973,"usage_percentage":2.7,
                "status_level":"normal","is_active":true,"has_quota":true,
                "reset_date":"2026-05-01T00:00:00Z","next_reset":"2026-06-01T00:00:00Z"}
                """)),
            await ReadAsync(GetVzlaAsync()));
    }

    [Fact]
    public async Task Every_response_has_the_quota_headers()
    {
        Simulator.Vzla.Account(Key);

        using var first = await GetVzlaAsync();
        using var second = await GetVzlaAsync(Search);

        Assert.Equal(("2.0", "1000", "973", "2026-06-01T00:00:00Z"), QuotaHeaders(first));
        Assert.Equal(("2.0", "1000", "972", "2026-06-01T00:00:00Z"), QuotaHeaders(second));
        Assert.True(Guid.TryParse(Header(first, "X-Request-ID"), out var id));
        Assert.NotEqual(id, Guid.Parse(Header(second, "X-Request-ID")));
    }

    [Fact]
    public async Task Request_without_a_key_lacks_its_credentials()
    {
        Assert.Equal(
            (401, """{"error":{"code":"auth_missing","message":"Authentication credentials were not provided"}}"""),
            await ReadAsync(GetVzlaAsync(authorization: null)));
    }

    [Theory]
    [InlineData("Bearer another")]
    [InlineData(Key)]
    public async Task Unknown_key_or_key_without_Bearer_is_unauthorized(string authorization)
    {
        Simulator.Vzla.Account(Key);

        using var response = await GetVzlaAsync(authorization: authorization);

        Assert.Equal(
            (401, """{"error":{"code":"auth_token_unknown","message":"Invalid token format"}}"""),
            await ReadAsync(Task.FromResult(response)));
        Assert.False(response.Headers.Contains("X-Quota-Limit"));
    }

    [Fact]
    public async Task Path_without_its_trailing_slash_is_redirected()
    {
        Simulator.Vzla.PathPrefix = "/gateway/vzla";

        using var response = await GetVzlaAsync("api/quantis/v2/me/quota?verbose=1");

        Assert.Equal(301, (int)response.StatusCode);
        Assert.Equal("/gateway/vzla/api/quantis/v2/me/quota/?verbose=1", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Only_GET_is_supported()
    {
        Simulator.Vzla.Account(Key);

        using var response = await SendAsync(
            HttpMethod.Post, Simulator.Vzla, "api/quantis/v2/me/quota/", ("Authorization", $"Bearer {Key}"));

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
        Assert.Equal("973", Header(response, "X-Quota-Remaining"));
    }

    [Fact]
    public async Task Billable_calls_spend_requests_until_none_is_left()
    {
        var account = Simulator.Vzla.Account(Key);
        (account.MonthlyLimit, account.CurrentUsage) = (2, 1);

        Assert.Equal((200, "{}"), await ReadAsync(GetVzlaAsync(Search)));
        using var refused = await GetVzlaAsync(Search);

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Contains("\"quota_exceeded\"", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("0", Header(refused, "X-Quota-Remaining"));
        Assert.Equal(2, account.CurrentUsage);
    }

    [Fact]
    public async Task Fault_429_says_that_nothing_is_left()
    {
        Simulator.Vzla.Account(Key);
        Simulator.Vzla.Faults.Enqueue(Fault.Status(429));

        using var refused = await GetVzlaAsync();

        Assert.Equal(("2.0", "1000", "0", "2026-06-01T00:00:00Z"), QuotaHeaders(refused));
    }

    [Fact]
    public async Task Reading_the_quota_is_free()
    {
        var account = Simulator.Vzla.Account(Key);

        await BodyAsync(GetVzlaAsync());
        await BodyAsync(GetVzlaAsync());

        Assert.Equal(27, account.CurrentUsage);
    }

    [Fact]
    public async Task Plan_without_a_limit_rejects_no_call()
    {
        var account = Simulator.Vzla.Account(Key);
        account.HasQuota = false;
        account.Spend(5_000);

        Assert.Equal((200, "{}"), await ReadAsync(GetVzlaAsync(Search)));
        using var response = await GetVzlaAsync();

        Assert.False(response.Headers.Contains("X-Quota-Limit"));
        Assert.Contains(
            "\"monthly_limit\":0,\"current_usage\":5028,\"remaining\":0,\"usage_percentage\":0,\"status_level\":\"normal\"",
            await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1000, null, "normal")]
    [InlineData(799, 1000, null, "normal")]
    [InlineData(800, 1000, null, "warning")]
    [InlineData(949, 1000, null, "warning")]
    [InlineData(950, 1000, null, "critical")]
    [InlineData(1200, 1000, null, "critical")]
    [InlineData(0, 0, null, "critical")]
    [InlineData(0, 1000, "frozen", "frozen")]
    public async Task Status_level_is_computed_unless_set(long usage, long limit, string? level, string expected)
    {
        var account = Simulator.Vzla.Account(Key);
        (account.CurrentUsage, account.MonthlyLimit, account.StatusLevel) = (usage, limit, level);

        Assert.Contains($"\"status_level\":\"{expected}\"", await BodyAsync(GetVzlaAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inactive_token_gets_a_document_that_says_so()
    {
        var account = Simulator.Vzla.Account(Key);
        (account.IsActive, account.Subscription) = (false, "Pro");

        var (status, body) = await ReadAsync(GetVzlaAsync());

        Assert.Equal(200, status);
        Assert.Contains("\"is_active\":false", body, StringComparison.Ordinal);
        Assert.Contains("\"subscription\":\"Pro\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Period_is_the_month_of_the_clock()
    {
        Simulator.Vzla.Account(Key);
        Clock.Advance(TimeSpan.FromDays(220));

        Assert.EndsWith(
            "\"reset_date\":\"2026-12-01T00:00:00Z\",\"next_reset\":\"2027-01-01T00:00:00Z\"}",
            await BodyAsync(GetVzlaAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public void Reset_begins_a_new_month()
    {
        var account = Simulator.Vzla.Account(Key);

        account.Spend();
        account.Spend(10);
        Assert.Equal(38, account.CurrentUsage);

        account.Reset();
        Assert.Equal(0, account.CurrentUsage);
        Assert.Throws<ArgumentOutOfRangeException>(() => account.Spend(-1));
    }

    private static (string Version, string Limit, string Remaining, string Reset) QuotaHeaders(HttpResponseMessage response) =>
        (Header(response, "X-API-Version"), Header(response, "X-Quota-Limit"), Header(response, "X-Quota-Remaining"),
            Header(response, "X-Quota-Reset"));

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
