using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>The kind of each failure, and how many requests are sent. The server counts them.</summary>
public sealed class CallFailureTests : VzlaTest
{
    // So short that a test need not wait. The tests of the waits themselves use the clock.
    private static QuotaResilienceOptions NoDelay => new() { BaseDelay = TimeSpan.FromTicks(1) };

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
    public async Task Status_decides_kind_and_attempts(int status, QuotaErrorKind kind, int attempts)
    {
        Vendor.Faults.Always(Fault.Status(status, "<h1>no</h1>"));

        var error = await FailureAsync();

        Assert.Equal((kind, status, attempts), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Equal(attempts, Vendor.RequestCount);
        Assert.DoesNotContain("<h1>", error.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, QuotaErrorKind, int> Faults => new()
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
    [MemberData(nameof(Faults))]
    public async Task Fault_decides_kind_and_attempts(string fault, QuotaErrorKind kind, int attempts)
    {
        Vendor.Faults.Always(fault switch
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
    public async Task Refused_redirect_names_its_target()
    {
        Vendor.Faults.Always(Fault.Status(301, "", ("Location", "https://elsewhere.example/quota")));

        Assert.Contains("redirect to elsewhere.example refused", (await FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transient_failures_are_retried()
    {
        Vendor.Faults.Enqueue(Fault.Reset(), Fault.Status(503));

        var snapshot = await Provider(resilience: NoDelay, clock: TimeProvider.System).GetQuotaAsync(Token);

        Assert.Equal(973, snapshot.Primary.Remaining);
        Assert.Equal(3, Vendor.RequestCount);
    }

    [Fact]
    public async Task Closed_port_is_a_network_error()
    {
        using var provider = Provider(new Uri("http://127.0.0.1:1/"), TimeProvider.System, resilience: NoDelay);

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
    }

    [Fact]
    public async Task Exception_of_an_HTTP_handler_becomes_a_QuotaException()
    {
        using var client = new HttpClient(new FailingHandler());
        using var provider = new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = Key }) { HttpClient = client });

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Network, false), (error.Kind, error.IsTransient));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    private async Task<QuotaException> FailureAsync()
    {
        using var provider = Provider(resilience: NoDelay, clock: TimeProvider.System);
        return await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
    }

    private sealed class FailingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a bug in a handler");
    }
}
