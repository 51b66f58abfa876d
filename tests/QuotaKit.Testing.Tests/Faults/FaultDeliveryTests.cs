using System.Net.Sockets;
using System.Text;

namespace QuotaKit.Testing.Tests;

public sealed class FaultDeliveryTests : FaultTest
{
    [Fact]
    public async Task Delayed_response_waits_for_the_clock()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(5)));
        var response = ReadAsync(GetPictoryAsync());

        await Simulator.Pictory.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(Simulator.Pictory.Requests[0].Status);

        Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((200, NormalBody), await response);
    }

    [Fact]
    public async Task Any_fault_can_be_delayed()
    {
        Simulator.Pictory.Faults.Enqueue(Fault.Status(503).WithDelay(TimeSpan.FromHours(1)));
        var response = ReadAsync(GetPictoryAsync());

        await Simulator.Pictory.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((503, ""), await response);
    }

    [Fact]
    public async Task Client_can_cancel_a_request_that_hangs()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.Hang());
        using var cancellation = new CancellationTokenSource();
        var hanging = Client.GetAsync(new Uri(Simulator.Pictory.BaseAddress, "pictoryapis/v1/quota"), cancellation.Token);

        await Simulator.Pictory.WaitForRequestsAsync(1, Token);
        Assert.False(hanging.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.Equal((200, NormalBody), await ReadAsync(GetPictoryAsync()));
        Assert.Null(Simulator.Pictory.Requests[0].Status);
    }

    [Fact]
    public async Task Reset_comes_before_any_header()
    {
        Simulator.Pictory.Faults.Always(Fault.Reset());

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetPictoryAsync());

        Assert.Equal(SocketError.ConnectionReset, SocketErrorOf(error));
        Assert.Null(Simulator.Pictory.Requests[0].Status);
    }

    [Fact]
    public async Task Reset_in_the_body_comes_after_the_headers()
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
    public async Task Truncated_response_ends_before_its_length()
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
    public async Task Empty_response_can_be_truncated()
    {
        Simulator.Pictory.Account(Key).HasSubscription = false;
        Simulator.Pictory.Faults.Enqueue(Fault.Truncate());

        await Assert.ThrowsAsync<HttpRequestException>(() => GetPictoryAsync());
    }

    [Fact]
    public async Task Dripping_body_sends_a_byte_at_a_time()
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
    public async Task Raw_bytes_are_sent_unchanged()
    {
        Simulator.Pictory.Faults.Enqueue(
            Fault.Raw("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok"u8.ToArray()), Fault.Raw("SMTP ready\r\n"u8.ToArray()));

        Assert.Equal((299, "ok"), await ReadAsync(GetPictoryAsync()));
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetPictoryAsync());
        Assert.Equal(HttpRequestError.InvalidResponse, error.HttpRequestError);
        Assert.Null(Simulator.Pictory.Requests[1].Status);
    }

    private Task<HttpResponseMessage> GetPictoryHeadersAsync() => SendAsync(
        HttpMethod.Get, Simulator.Pictory, "pictoryapis/v1/quota", ("Authorization", Key), HttpCompletionOption.ResponseHeadersRead);

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
