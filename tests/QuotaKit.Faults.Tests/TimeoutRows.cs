using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 10 and 11 of docs/faults.md: responses that take too long, measured by a clock that the test moves.</summary>
public sealed class TimeoutRows : RawRowTest
{
    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _total = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(1);

    private readonly FakeClock _clock = new();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row10_Missing_headers_time_out(string id, Made made)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.HangAsync();
        });

        await AssertTimesOutAsync(id, made, server.Address, () => server.NextRequestAsync(Token));

        Assert.Equal(3, server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row10_Unfinished_headers_time_out(string id, Made made)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Tr");
            await connection.HangAsync();
        });

        await AssertTimesOutAsync(id, made, server.Address, () => server.NextRequestAsync(Token));

        Assert.Equal(3, server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row10_Unanswered_TLS_handshake_times_out(string id, Made made)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());

        await AssertTimesOutAsync(id, made, server.SecureAddress, server.FirstConnectionAsync);

        // SocketsHttpHandler keeps a connection that is being opened for later requests, until its connect timeout in real time has passed.
        // This test is faster than that, so all attempts may wait for the same connection.
        Assert.InRange(server.ConnectionCount, 1, 3);
        Assert.Equal(0, server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_Each_attempt_opens_its_own_connection(string id)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());
        // Real time: QuotaKit derives the connect timeout of its handler from this timeout.
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), Made.Alone, server.SecureAddress, o => o.Resilience.AttemptTimeout = TimeSpan.FromSeconds(0.25));

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Timeout, 3, 3), (error.Kind, error.Attempts, server.ConnectionCount));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_Connect_timeout_of_the_handler_counts_as_timeout(string id)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());
        // The handler gives up before the attempt does, as with the defaults: 5 seconds for connecting, 10 for an attempt.
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), Made.InContainer, server.SecureAddress,
            configureHttp: http => http.ConfigurePrimaryHttpMessageHandler(
                (handler, _) => ((SocketsHttpHandler)handler).ConnectTimeout = TimeSpan.FromSeconds(0.1)));

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Timeout, 3, 3, true), (error.Kind, error.Attempts, server.ConnectionCount, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row10_Connection_neither_accepted_nor_refused_times_out(string id, Made made)
    {
        using var port = await SilentPort.FullAsync(Token);
        Assert.SkipWhen(port is null, "This system accepts connections to a listener whose queue is full.");

        await AssertTimesOutAsync(id, made, port.Address, () => Task.CompletedTask);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row11_Slow_body_ends_at_attempt_and_total_timeout(string id, Made made)
    {
        await using var server = new DrippingServer();
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, server.Address, clock: _clock);
        var start = _clock.GetTimestamp();

        var call = provider.GetQuotaAsync(Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await NextAttemptAsync(server.NextRequestAsync());
            for (var second = 1; second < _attempt.TotalSeconds; second++)
                await DripAsync(server, call, _second);
            // The total timeout ends the last attempt just before its own timeout.
            await DripAsync(server, call, attempt < 3 ? _second : _total - _clock.GetElapsedTime(start));
        }

        var error = await FailureOf(call);
        Assert.Equal((QuotaErrorKind.Timeout, 3, 3), (error.Kind, error.Attempts, server.RequestCount));
        Assert.Contains("did not respond within 30 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row11_Slow_body_ends_at_the_total_timeout(string id, Made made)
    {
        await using var server = new DrippingServer();
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), made, server.Address, o => o.Resilience = new() { AttemptTimeout = _total, TotalTimeout = _total }, _clock);

        var call = provider.GetQuotaAsync(Token);
        await Soon(server.NextRequestAsync());
        for (var second = 0; second < _total.TotalSeconds; second++)
            await DripAsync(server, call, _second);

        var error = await FailureOf(call);
        Assert.Equal((QuotaErrorKind.Timeout, 1, 1), (error.Kind, error.Attempts, server.RequestCount));
        Assert.Contains("did not respond within 30 s", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Lets all three attempts time out. The call then fails, long before its total timeout.</summary>
    private async Task AssertTimesOutAsync(string id, Made made, Uri address, Func<Task> isInProgress)
    {
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, address, o => o.Resilience.TotalTimeout = 2 * _total, _clock);

        var call = provider.GetQuotaAsync(Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await NextAttemptAsync(_clock.TimerAsync(due => due <= _attempt && due > _attempt - 2 * _blink));
            await Soon(isInProgress());
            Assert.False(call.IsCompleted);
            _clock.Advance(_attempt);
        }

        var error = await FailureOf(call);
        Assert.Equal((QuotaErrorKind.Timeout, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains("did not respond within 30 s", error.Message, StringComparison.Ordinal);
    }

    private async Task DripAsync(DrippingServer server, Task call, TimeSpan then)
    {
        Assert.False(call.IsCompleted);
        await Soon(server.DripAsync());
        _clock.Advance(then);
    }

    /// <summary>Waits for a sign of the next attempt. Moves the clock over the wait before a retry, which is a few ticks long.</summary>
    private async Task NextAttemptAsync(Task sign)
    {
        while (!sign.IsCompleted)
        {
            await Soon(Task.WhenAny(sign, _clock.TimerAsync(due => due < _blink)));
            if (!sign.IsCompleted)
                _clock.Advance(_blink);
        }

        await sign;
    }

    /// <summary>Sends response headers, and then one byte of the body on the newest connection with each <see cref="DripAsync"/>.</summary>
    private sealed class DrippingServer : IAsyncDisposable
    {
        private readonly Channel<RawConnection> _connections = Channel.CreateUnbounded<RawConnection>();
        private readonly RawServer _server;
        private RawConnection? _newest;

        public DrippingServer() => _server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(RawResponse.Head("Content-Length: 1000"));
            _connections.Writer.TryWrite(connection);
            await connection.HangAsync();
        });

        public Uri Address => _server.Address;

        public int RequestCount => _server.RequestCount;

        public async Task NextRequestAsync() => _newest = await _connections.Reader.ReadAsync(Token);

        public Task DripAsync() => _newest!.SendAsync(" ");

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
