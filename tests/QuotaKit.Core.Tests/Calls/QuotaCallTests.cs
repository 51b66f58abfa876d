using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>One call, with all that can go wrong. Attempts are counted at the server.</summary>
public sealed class QuotaCallTests : VzlaTest
{
    // Short enough not to be waited for; the tests of the waiting itself use the clock.
    private static QuotaResilienceOptions AtOnce => new() { BaseDelay = TimeSpan.FromTicks(1) };

    [Theory]
    [InlineData(400, QuotaErrorKind.Rejected, 1)]
    [InlineData(401, QuotaErrorKind.Unauthorized, 1)]
    [InlineData(403, QuotaErrorKind.Forbidden, 1)]
    [InlineData(404, QuotaErrorKind.NotFound, 1)]
    [InlineData(405, QuotaErrorKind.Protocol, 1)]
    [InlineData(408, QuotaErrorKind.Timeout, 3)]
    [InlineData(410, QuotaErrorKind.Rejected, 1)]
    [InlineData(422, QuotaErrorKind.Rejected, 1)]
    [InlineData(500, QuotaErrorKind.Unavailable, 3)]
    [InlineData(501, QuotaErrorKind.Unavailable, 1)]
    [InlineData(502, QuotaErrorKind.Unavailable, 3)]
    [InlineData(503, QuotaErrorKind.Unavailable, 3)]
    [InlineData(504, QuotaErrorKind.Unavailable, 3)]
    public async Task A_status_has_a_kind_and_a_number_of_attempts(int status, QuotaErrorKind kind, int attempts)
    {
        Vendor.Faults.Always(Fault.Status(status, "<h1>no</h1>"));

        var error = await FailureAsync();

        Assert.Equal((kind, status, attempts), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Equal(attempts, Vendor.RequestCount);
        Assert.DoesNotContain("<h1>", error.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, QuotaErrorKind, int> Breakages => new()
    {
        { "reset", QuotaErrorKind.Network, 3 },
        { "close without a byte", QuotaErrorKind.Network, 3 },
        { "reset mid-body", QuotaErrorKind.Network, 3 },
        { "truncated", QuotaErrorKind.Network, 3 },
        { "bad status line", QuotaErrorKind.Protocol, 3 },
        { "garbage", QuotaErrorKind.Protocol, 1 },
        { "html", QuotaErrorKind.Protocol, 3 },
        { "empty", QuotaErrorKind.Protocol, 3 },
        { "no content", QuotaErrorKind.Protocol, 3 },
        { "cut-off document", QuotaErrorKind.Protocol, 3 },
        { "too large", QuotaErrorKind.TooLarge, 1 },
        { "redirect", QuotaErrorKind.Protocol, 1 },
    };

    [Theory]
    [MemberData(nameof(Breakages))]
    public async Task A_breakage_has_a_kind_and_a_number_of_attempts(string what, QuotaErrorKind kind, int attempts)
    {
        Vendor.Faults.Always(what switch
        {
            "reset" => Fault.Reset(),
            "close without a byte" => Fault.Raw([]),
            "reset mid-body" => Fault.ResetMidBody(),
            "truncated" => Fault.Truncate(),
            "bad status line" => Fault.Raw("NONSENSE\r\n\r\n"u8.ToArray()),
            "garbage" => Fault.Garbage(),
            "html" => Fault.Html(),
            "empty" => Fault.Body(""),
            "no content" => Fault.Status(204, ""),
            "cut-off document" => Fault.Body("""{"monthly_limit": 10"""),
            "too large" => Fault.Body($$"""{"a":"{{new string('x', 1024 * 1024)}}"}"""),
            _ => Fault.Status(302, "", ("Location", "https://elsewhere.example/")),
        });

        var error = await FailureAsync();

        Assert.Equal((kind, attempts), (error.Kind, error.Attempts));
        Assert.Equal(attempts, Vendor.RequestCount);
    }

    [Fact]
    public async Task White_space_around_a_key_is_not_sent()
    {
        using var provider = Provider(key: $" {Key}\r\n");

        await provider.GetQuotaAsync(Token);

        Assert.Equal($"Bearer {Key}", Assert.Single(Vendor.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_redirect_names_the_host_that_it_was_refused_to()
    {
        Vendor.Faults.Always(Fault.Status(301, "", ("Location", "https://elsewhere.example/quota")));

        Assert.Contains("redirect refused to elsewhere.example", (await FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_away_by_itself_is_not_noticed()
    {
        Vendor.Faults.Enqueue(Fault.Reset(), Fault.Status(503));

        var snapshot = await Provider(resilience: AtOnce, clock: TimeProvider.System).GetQuotaAsync(Token);

        Assert.Equal(973, snapshot.Primary.Remaining);
        Assert.Equal(3, Vendor.RequestCount);
    }

    [Fact]
    public async Task Nobody_listening_is_a_network_error()
    {
        using var provider = Provider(new Uri("http://127.0.0.1:1/"), TimeProvider.System, resilience: AtOnce);

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
    }

    [Fact]
    public async Task An_answer_that_never_comes_ends_at_the_total_time_out()
    {
        Vendor.Faults.Always(Fault.Hang());
        using var provider = Provider();

        var call = provider.GetQuotaAsync(Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Vendor.WaitForRequestsAsync(attempt, Token);
            Clock.Advance(TimeSpan.FromSeconds(10));
            if (attempt < 3)
            {
                await Clock.TimerAsync(due => due < TimeSpan.FromSeconds(2)).WaitAsync(Token);
                Clock.Advance(TimeSpan.FromSeconds(1.5));
            }
        }

        var error = await Assert.ThrowsAsync<QuotaException>(() => call);
        Assert.Equal((QuotaErrorKind.Timeout, 3), (error.Kind, error.Attempts));
        Assert.Equal(3, Vendor.RequestCount);
    }

    [Fact]
    public async Task A_dripping_body_does_not_renew_the_time_out()
    {
        Vendor.Faults.Enqueue(Fault.Drip(TimeSpan.FromSeconds(1)));
        using var provider = Provider(resilience: new() { MaxAttempts = 1 });

        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        for (var second = 0; second < 10; second++)
        {
            await Clock.TimerAsync(due => due <= TimeSpan.FromSeconds(1)).WaitAsync(Token);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(QuotaErrorKind.Timeout, (await Assert.ThrowsAsync<QuotaException>(() => call)).Kind);
    }

    [Fact]
    public async Task A_vendor_that_asks_for_patience_gets_it()
    {
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")));
        using var provider = Provider();

        var call = provider.GetQuotaAsync(Token);
        await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)).WaitAsync(Token);
        Assert.Equal(1, Vendor.RequestCount);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(973, (await call).Primary.Remaining);
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_fails_at_once_and_keeps_further_calls_away()
    {
        using var provider = ThrottledProvider.Create(Vendor.BaseAddress, Key, Clock);
        Vendor.Faults.Enqueue(Fault.Status(429, "", ("Retry-After", "60")));

        var first = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
        Clock.Advance(TimeSpan.FromSeconds(20));
        var second = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Throttled, TimeSpan.FromSeconds(60), 1), (first.Kind, first.RetryAfter!.Value, first.Attempts));
        Assert.Equal((QuotaErrorKind.Throttled, TimeSpan.FromSeconds(40), 0), (second.Kind, second.RetryAfter!.Value, second.Attempts));
        Assert.Equal(1, Vendor.RequestCount);

        Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Fact]
    public async Task After_ten_failures_the_circuit_opens_and_says_until_when()
    {
        Vendor.Faults.Always(Fault.Status(503));
        using var provider = Provider(resilience: new() { MaxAttempts = 1 });
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Unavailable, 0, TimeSpan.FromSeconds(30)), (error.Kind, error.Attempts, error.RetryAfter!.Value));
        Assert.Contains("not asked again until 09:00:30 UTC", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, Vendor.RequestCount);

        Vendor.Faults.Clear();
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Theory]
    [InlineData("sending")]
    [InlineData("reading")]
    [InlineData("backing off")]
    public async Task A_callers_cancellation_carries_their_token(string during)
    {
        Vendor.Faults.Always(during switch
        {
            "sending" => Fault.Hang(),
            "reading" => Fault.Drip(TimeSpan.FromSeconds(1)),
            _ => Fault.Status(503),
        });
        using var provider = Provider();
        using var cancellation = new CancellationTokenSource();

        var call = provider.GetQuotaAsync(cancellation.Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        if (during == "backing off")
            await Clock.TimerAsync(due => due < TimeSpan.FromSeconds(2)).WaitAsync(Token);
        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task After_dispose_nothing_is_sent()
    {
        var provider = Provider();
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task Disposed_while_a_call_is_under_way_the_call_says_so()
    {
        Vendor.Faults.Always(Fault.Hang());
        var provider = Provider();
        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);

        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
    }

    [Fact]
    public async Task An_echo_of_the_key_is_blotted_out_everywhere()
    {
        Vendor.Faults.Enqueue(Fault.Status(400, $$$"""{"error":{"code":"{{{Key}}}","message":"bad key {{{Key}}}"}}""", ("X-Request-ID", Key)));
        using var provider = Provider();

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.DoesNotContain(Key, $"{error} {error.VendorCode} {error.VendorMessage} {error.RequestId}", StringComparison.Ordinal);
        Assert.StartsWith("bad key **", error.VendorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_sends_the_key_back_in_place_of_HTTP_is_not_quoted()
    {
        Vendor.Faults.Always(Fault.Raw(System.Text.Encoding.ASCII.GetBytes($"HTXX {Key}\r\n\r\n")));

        Assert.DoesNotContain(Key, (await FailureAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circuit_that_a_call_opens_itself_does_not_hide_what_failed()
    {
        Vendor.Faults.Always(Fault.Status(503));
        using var provider = Provider(clock: TimeProvider.System, resilience: new() { BaseDelay = TimeSpan.FromTicks(1), BreakAfterFailures = 2 });

        Assert.Equal(503, (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).StatusCode);
    }

    [Fact]
    public async Task Resilience_that_is_changed_after_it_was_checked_changes_nothing()
    {
        var options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
        using var provider = new VzlaQuotaProvider(options);
        options.Resilience.AttemptTimeout = TimeSpan.Zero;

        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Fact]
    public async Task A_key_for_another_address_is_not_sent_to_the_old_one()
    {
        var options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
        using var provider = new VzlaQuotaProvider(options);
        (options.ApiKey, options.BaseAddress) = ("vzlaio_for_another_host", new Uri("https://other.example/"));

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Contains("BaseAddress has changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task A_handler_of_the_callers_that_fails_is_a_quota_exception()
    {
        using var client = new HttpClient(new FailingHandler());
        using var provider = new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = Key }) { HttpClient = client });

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Network, false), (error.Kind, error.IsTransient));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    private async Task<QuotaException> FailureAsync()
    {
        using var provider = Provider(resilience: AtOnce, clock: TimeProvider.System);
        return await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
    }

    private sealed class FailingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a bug in a handler");
    }
}
