using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 10 and 11: answers that take too long, by a clock that the test moves.</summary>
public sealed class TimeoutRows : RawRowTest
{
    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _total = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _blink = TimeSpan.FromMilliseconds(1);

    private readonly FakeClock _clock = new();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row10_Headers_that_never_come_are_a_time_out(string id, Made made)
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
    public async Task Row10_Headers_that_never_end_are_a_time_out(string id, Made made)
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
    public async Task Row10_A_TLS_handshake_that_is_not_answered_is_a_time_out(string id, Made made)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());

        await AssertTimesOutAsync(id, made, server.SecureAddress, server.FirstConnectionAsync);

        // No request gets as far as the server. A connection that is being made is kept for the requests to come, until the handler's own
        // time for connecting is up, which is real time: within the moment that this test takes, all attempts may wait for the same one.
        Assert.InRange(server.ConnectionCount, 1, 3);
        Assert.Equal(0, server.RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_An_attempt_does_not_wait_for_the_TLS_handshake_of_the_one_before(string id)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());
        // Real time, as that of the handler is: the attempts' own, and so the one for connecting.
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), Made.Alone, server.SecureAddress, o => o.Resilience.AttemptTimeout = TimeSpan.FromSeconds(0.25));

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Timeout, 3, 3), (error.Kind, error.Attempts, server.ConnectionCount));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_Where_the_handler_is_the_first_to_give_up_it_is_a_time_out_too(string id)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());
        // As with the default time-outs, 5 seconds for connecting and 10 for an attempt, but sooner.
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), Made.InContainer, server.SecureAddress,
            configureHttp: http => http.ConfigurePrimaryHttpMessageHandler(
                (handler, _) => ((SocketsHttpHandler)handler).ConnectTimeout = TimeSpan.FromSeconds(0.1)));

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Timeout, 3, 3, true), (error.Kind, error.Attempts, server.ConnectionCount, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row10_A_connection_that_is_neither_taken_nor_refused_is_a_time_out(string id, Made made)
    {
        using var port = await SilentPort.FullAsync(Token);
        Assert.SkipWhen(port is null, "This system takes connections to a listener whose queue is full.");

        await AssertTimesOutAsync(id, made, port.Address, () => Task.CompletedTask);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row11_A_body_that_drips_is_cut_off_at_each_attempts_time_out_and_at_the_total(string id, Made made)
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
            // The last one ends a blink or two before its own time-out: with the call.
            await DripAsync(server, call, attempt < 3 ? _second : _total - _clock.GetElapsedTime(start));
        }

        var error = await FailureOf(call);
        Assert.Equal((QuotaErrorKind.Timeout, 3, 3), (error.Kind, error.Attempts, server.RequestCount));
        Assert.Contains("gave no answer within 30 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row11_A_body_that_drips_is_cut_off_at_the_total_time_out_where_an_attempt_has_as_long(string id, Made made)
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
        Assert.Contains("gave no answer within 30 s", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Lets each attempt run out of time, and so the call, long before its own time-out: there is nothing left to try.</summary>
    private async Task AssertTimesOutAsync(string id, Made made, Uri address, Func<Task> isUnderWay)
    {
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, address, o => o.Resilience.TotalTimeout = 2 * _total, _clock);

        var call = provider.GetQuotaAsync(Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await NextAttemptAsync(_clock.TimerAsync(due => due <= _attempt && due > _attempt - 2 * _blink));
            await Soon(isUnderWay());
            Assert.False(call.IsCompleted);
            _clock.Advance(_attempt);
        }

        var error = await FailureOf(call);
        Assert.Equal((QuotaErrorKind.Timeout, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains("gave no answer within 30 s", error.Message, StringComparison.Ordinal);
    }

    private async Task DripAsync(DrippingServer server, Task call, TimeSpan then)
    {
        Assert.False(call.IsCompleted);
        await Soon(server.DripAsync());
        _clock.Advance(then);
    }

    /// <summary>Waits for a sign of the next attempt; the wait in front of a retry is a few ticks long.</summary>
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

    /// <summary>Promises a body, and sends of it one byte whenever it is told to, on the newest connection.</summary>
    private sealed class DrippingServer : IAsyncDisposable
    {
        private readonly Channel<RawConnection> _connections = Channel.CreateUnbounded<RawConnection>();
        private readonly RawServer _server;
        private RawConnection? _newest;

        public DrippingServer() => _server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(RawAnswer.Head("Content-Length: 1000"));
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
