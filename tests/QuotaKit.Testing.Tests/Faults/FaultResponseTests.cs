namespace QuotaKit.Testing.Tests;

public sealed class FaultResponseTests : FaultTest
{
    [Fact]
    public async Task Status_has_the_body_of_the_documentation()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(401));
        Simulator.Pictory.Faults.Always(Fault.Status(500));
        Simulator.Vzla.Faults.Always(Fault.Status(401));

        Assert.Equal((401, """{"code":400112,"message":"Unauthorized"}"""), await ReadAsync(GetHeyGenAsync()));
        Assert.Equal(
            (401, """{"error":{"code":"unauthorized","message":"Invalid or missing API key"}}"""),
            await ReadAsync(GetHeyGenAsync("v3/users/me")));
        Assert.Equal(
            (500, """{"code":"BAD_CONFIGURATION","message":"An unexpected error occurred while processing the request"}"""),
            await ReadAsync(GetPictoryAsync()));
        Assert.Contains("auth_token_unknown", await BodyAsync(GetVzlaAsync()), StringComparison.Ordinal);
        Assert.Contains("auth_missing", await BodyAsync(GetVzlaAsync(authorization: null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undocumented_status_has_no_body()
    {
        Simulator.Pictory.Faults.Enqueue(Fault.Status(503), Fault.Status(204));

        Assert.Equal((503, ""), await ReadAsync(GetPictoryAsync()));
        Assert.Equal((204, ""), await ReadAsync(GetPictoryAsync()));
    }

    [Fact]
    public async Task Status_takes_a_body_and_headers()
    {
        Simulator.Pictory.Faults.Enqueue(
            Fault.Status(429, "{}", ("Retry-After", "1")).WithHeader("X-Trace", "a").WithHeader("retry-after", "2"));

        using var response = await GetPictoryAsync();

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        Assert.Equal(["a"], response.Headers.GetValues("X-Trace"));
    }

    [Fact]
    public async Task Headers_replace_those_of_the_normal_response()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Headers(("Content-Type", "text/plain"), ("X-Large", new string('x', 40_000))));

        using var response = await GetPictoryAsync();

        Assert.Equal(NormalBody, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(40_000, Assert.Single(response.Headers.GetValues("X-Large")).Length);
    }

    [Fact]
    public async Task Garbage_is_status_200_without_JSON()
    {
        Simulator.Pictory.Faults.Always(Fault.Garbage());

        using var first = await GetPictoryAsync();
        using var second = await GetPictoryAsync();
        var bytes = await first.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal(200, (int)first.StatusCode);
        Assert.Equal("application/json", first.Content.Headers.ContentType?.MediaType);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.JsonDocument.Parse(bytes));
        Assert.Equal(bytes, await second.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Html_is_status_200_with_a_page()
    {
        Simulator.Pictory.Faults.Enqueue(Fault.Html());

        using var response = await GetPictoryAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_replaces_the_normal_one()
    {
        Simulator.Pictory.Faults.Enqueue(
            Fault.Body("[]"), Fault.Body("späť", "text/plain; charset=utf-8", 502), Fault.Body([0xEF, 0xBB, 0xBF, (byte)'1']));

        Assert.Equal((200, "[]"), await ReadAsync(GetPictoryAsync()));
        Assert.Equal((502, "späť"), await ReadAsync(GetPictoryAsync()));
        using var response = await GetPictoryAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'1'], await response.Content.ReadAsByteArrayAsync(Token));
    }
}
