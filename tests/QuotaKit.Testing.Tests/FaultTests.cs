using System.Net.Sockets;
using System.Text;

namespace QuotaKit.Testing.Tests;

public sealed class FaultTests : SimulatorTest
{
    private const string NormalBody = """{"aiCredits":{"used":1,"limit":2}}""";

    [Fact]
    public async Task A_status_brings_the_body_of_the_vendors_pages()
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
    public async Task A_status_that_the_pages_do_not_show_has_no_body()
    {
        Simulator.Pictory.Faults.Enqueue(Fault.Status(503), Fault.Status(204));

        Assert.Equal((503, ""), await ReadAsync(GetPictoryAsync()));
        Assert.Equal((204, ""), await ReadAsync(GetPictoryAsync()));
    }

    [Fact]
    public async Task A_status_takes_a_body_and_headers()
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
    public async Task Headers_are_added_to_the_normal_answer_and_replace_its_own()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Headers(("Content-Type", "text/plain"), ("X-Large", new string('x', 40_000))));

        using var response = await GetPictoryAsync();

        Assert.Equal(NormalBody, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(40_000, Assert.Single(response.Headers.GetValues("X-Large")).Length);
    }

    [Fact]
    public async Task A_delayed_answer_comes_when_the_clock_is_turned()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(5)));
        var answer = ReadAsync(GetPictoryAsync());

        await Simulator.Pictory.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(Simulator.Pictory.Requests[0].Status);

        Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((200, NormalBody), await answer);
    }

    [Fact]
    public async Task Any_fault_can_be_delayed()
    {
        Simulator.Pictory.Faults.Enqueue(Fault.Status(503).WithDelay(TimeSpan.FromHours(1)));
        var answer = ReadAsync(GetPictoryAsync());

        await Simulator.Pictory.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((503, ""), await answer);
    }

    [Fact]
    public async Task A_client_that_gives_up_a_hanging_request_can_ask_again()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Hang());
        using var givesUp = new CancellationTokenSource();
        var hanging = Client.GetAsync(new Uri(Simulator.Pictory.BaseAddress, "pictoryapis/v1/quota"), givesUp.Token);

        await Simulator.Pictory.WaitForRequestsAsync(1, Token);
        Assert.False(hanging.IsCompleted);
        await givesUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal((200, NormalBody), await ReadAsync(GetPictoryAsync()));
        Assert.Null(Simulator.Pictory.Requests[0].Status);
    }

    [Fact]
    public async Task A_reset_connection_is_reset_before_any_header()
    {
        Simulator.Pictory.Faults.Always(Fault.Reset());

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetPictoryAsync());

        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(error));
        Assert.Null(Simulator.Pictory.Requests[0].Status);
    }

    [Fact]
    public async Task A_reset_in_the_body_comes_after_the_headers()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.ResetMidBody());

        using var response = await GetPictoryHeadersAsync();
        Assert.Equal((200, NormalBody.Length), ((int)response.StatusCode, response.Content.Headers.ContentLength));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Token));
        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(error));
        Assert.Equal(200, Simulator.Pictory.Requests[0].Status);
    }

    [Fact]
    public async Task A_truncated_answer_ends_before_its_length()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Truncate().WithHeader("X-Trace", "a"));

        using var response = await GetPictoryHeadersAsync();
        Assert.Equal((200, NormalBody.Length), ((int)response.StatusCode, response.Content.Headers.ContentLength));
        Assert.True(response.Headers.Contains("X-Trace"));

        var error = await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            await using var body = await response.Content.ReadAsStreamAsync(Token);
            await body.CopyToAsync(Stream.Null, Token);
        });
        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
    }

    [Fact]
    public async Task An_empty_answer_can_be_truncated_too()
    {
        Simulator.Pictory.Account(Key).HasSubscription = false;
        Simulator.Pictory.Faults.Enqueue(Fault.Truncate());

        await Assert.ThrowsAsync<HttpRequestException>(() => GetPictoryAsync());
    }

    [Fact]
    public async Task A_dripping_body_comes_byte_by_byte_as_the_clock_is_turned()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Drip(TimeSpan.FromSeconds(1)));

        using var response = await GetPictoryHeadersAsync();
        await using var body = await response.Content.ReadAsStreamAsync(Token);
        var received = new List<byte>();
        var buffer = new byte[16];

        while (received.Count < NormalBody.Length)
        {
            var read = body.ReadAsync(buffer, Token);
            Assert.False(read.IsCompleted);
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await read);
            received.Add(buffer[0]);
        }

        Assert.Equal(0, await body.ReadAsync(buffer, Token));
        Assert.Equal(NormalBody, Encoding.UTF8.GetString([.. received]));
    }

    [Fact]
    public async Task Garbage_is_a_good_status_and_no_JSON()
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
    public async Task Html_is_a_good_status_and_a_page()
    {
        Simulator.Pictory.Faults.Enqueue(Fault.Html());

        using var response = await GetPictoryAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_replaces_the_normal_answer()
    {
        Simulator.Pictory.Faults.Enqueue(
            Fault.Body("[]"), Fault.Body("späť", "text/plain; charset=utf-8", 502), Fault.Body([0xEF, 0xBB, 0xBF, (byte)'1']));

        Assert.Equal((200, "[]"), await ReadAsync(GetPictoryAsync()));
        Assert.Equal((502, "späť"), await ReadAsync(GetPictoryAsync()));
        using var response = await GetPictoryAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'1'], await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Raw_bytes_go_onto_the_wire_as_they_are()
    {
        Simulator.Pictory.Faults.Enqueue(
            Fault.Raw("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok"u8.ToArray()), Fault.Raw("SMTP ready\r\n"u8.ToArray()));

        Assert.Equal((299, "ok"), await ReadAsync(GetPictoryAsync()));
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetPictoryAsync());
        Assert.Equal(HttpRequestError.InvalidResponse, error.HttpRequestError);
        Assert.Null(Simulator.Pictory.Requests[1].Status);
    }

    [Fact]
    public async Task Each_request_takes_the_next_fault_and_then_all_is_well()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.None, Fault.Status(503));
        Simulator.Pictory.Faults.Enqueue(Fault.Status(502));
        Assert.Equal(3, Simulator.Pictory.Faults.Count);

        var statuses = await StatusesAsync(4);

        Assert.Equal([200, 503, 502, 200], statuses);
        Assert.Equal(0, Simulator.Pictory.Faults.Count);
    }

    [Fact]
    public async Task A_lasting_fault_waits_for_the_script_and_lasts_until_it_is_cleared()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Always(Fault.Status(503));
        Simulator.Pictory.Faults.Enqueue(Fault.None);
        Assert.Equal([200, 503, 503], await StatusesAsync(3));

        Simulator.Pictory.Faults.Enqueue(Fault.Status(502));
        Simulator.Pictory.Faults.Clear();
        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task A_vendor_has_no_part_in_the_faults_of_another()
    {
        OpenPictoryAccount();
        Simulator.HeyGen.Faults.Always(Fault.Status(503));

        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task A_call_that_fails_is_not_charged()
    {
        var account = Simulator.Vzla.Account(Key);
        Simulator.Vzla.Faults.Enqueue(Fault.Status(500), Fault.Reset());

        await ReadAsync(GetVzlaAsync("api/quantis/v2/search/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetVzlaAsync("api/quantis/v2/search/"));

        Assert.Equal(27, account.CurrentUsage);
    }

    [Fact]
    public void A_fault_that_could_never_be_seen_is_refused_where_it_is_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Body("", status: 600));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Drip(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>(() => Fault.Headers(("X-Trace", "a\r\nb")));
        Assert.Throws<InvalidOperationException>(() => Fault.Hang().WithHeader("X-Trace", "a"));
    }

    [Fact]
    public void A_fault_tells_what_it_is()
    {
        Assert.Equal("Status(503)", Fault.Status(503).WithDelay(TimeSpan.FromSeconds(1)).ToString());
        Assert.Equal("Drip(00:00:01)", Fault.Drip(TimeSpan.FromSeconds(1)).ToString());
    }

    private void OpenPictoryAccount()
    {
        var account = Simulator.Pictory.Account(Key);
        (account.VideoMinutes, account.TranscriptionMinutes, account.ElevenLabsVoiceOverMinutes) = (null, null, null);
        account.AiCredits = new QuotaPair(used: 1, limit: 2);
    }

    private Task<HttpResponseMessage> GetPictoryHeadersAsync() => SendAsync(
        HttpMethod.Get, Simulator.Pictory, "pictoryapis/v1/quota", ("Authorization", Key), HttpCompletionOption.ResponseHeadersRead);

    private async Task<List<int>> StatusesAsync(int count)
    {
        var statuses = new List<int>();
        while (statuses.Count < count)
            statuses.Add((await ReadAsync(GetPictoryAsync())).Status);
        return statuses;
    }

    private static SocketError? SocketErrorOf(Exception error)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException socket)
                return socket.SocketErrorCode;
        }

        return null;
    }
}
