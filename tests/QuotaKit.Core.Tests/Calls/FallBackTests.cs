using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>A vendor with two endpoints: the requests of an attempt, and which of two errors is reported.</summary>
public sealed class FallBackTests : VzlaTest
{
    private const string First = "api/quantis/v2/me/quota/?version=1";
    private const string Second = "api/quantis/v2/me/quota/";

    [Fact]
    public async Task Fall_back_is_used_within_the_attempt()
    {
        Vendor.Faults.Enqueue(Fault.Status(404));
        using var provider = Provider(new() { MaxAttempts = 1 });

        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal([First, Second], Paths);
    }

    [Fact]
    public async Task Retired_fall_back_does_not_hide_a_transient_error()
    {
        // The fall-back is retired, so the next attempt starts with the first endpoint again.
        Vendor.Faults.Enqueue(Fault.Status(503), Fault.Status(410), Fault.Status(503), Fault.Status(410));
        using var provider = Provider(new() { MaxAttempts = 3, BaseDelay = TimeSpan.FromTicks(1) }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Unavailable, 503, 4), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Equal([First, Second, First, Second], Paths);
    }

    [Fact]
    public async Task Attempt_with_two_failures_counts_once_for_the_circuit()
    {
        Vendor.Faults.Always(Fault.Status(503));
        using var provider = Provider(new() { MaxAttempts = 1, BreakAfterFailures = 3 });
        for (var call = 0; call < 3; call++)
            Assert.Equal(2, (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).Attempts);

        Assert.Equal(0, (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).Attempts);
        Assert.Equal(6, Vendor.RequestCount);
    }

    [Fact]
    public async Task Both_requests_share_one_attempt_timeout()
    {
        Vendor.Faults.Enqueue(Fault.Status(404), Fault.Hang());
        using var provider = Provider(new() { MaxAttempts = 1 });

        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(2, Token);
        Clock.Advance(TimeSpan.FromSeconds(10));

        var error = await Assert.ThrowsAsync<QuotaException>(() => call);
        Assert.Equal((QuotaErrorKind.Timeout, 2), (error.Kind, error.Attempts));
        Assert.Contains("Previous error: vzla.io found no such account or address (HTTP 404).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_during_the_fall_back_carries_the_token()
    {
        Vendor.Faults.Enqueue(Fault.Status(404), Fault.Hang());
        using var provider = Provider(new());
        using var cancellation = new CancellationTokenSource();

        var call = provider.GetQuotaAsync(cancellation.Token);
        await Vendor.WaitForRequestsAsync(2, Token);
        await cancellation.CancelAsync();

        Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
        Assert.Equal(2, Vendor.RequestCount);
    }

    private IEnumerable<string> Paths => Vendor.Requests.Select(r => (r.Path + r.Query).TrimStart('/'));

    private TwoEndpoints Provider(QuotaResilienceOptions resilience, TimeProvider? clock = null) => new(new QuotaProviderContext<VzlaQuotaOptions>(
        new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress, Resilience = resilience })
    { TimeProvider = clock ?? Clock });

    private sealed class TwoEndpoints : QuotaHttpProvider<VzlaQuotaOptions>
    {
        private readonly QuotaEndpoint _second;

        public TwoEndpoints(QuotaProviderContext<VzlaQuotaOptions> context)
            : base(context)
        {
            Endpoint = QuotaEndpoint.Get(HttpClient, First, "Authorization", Map, "Bearer ");
            _second = QuotaEndpoint.Get(HttpClient, Second, "Authorization", Map, "Bearer ");
        }

        protected override QuotaEndpoint Endpoint { get; }

        protected override VendorError ReadError(QuotaDocument response) =>
            response.StatusCode == 410 ? new(QuotaErrorKind.Retired) : default;

        protected override QuotaEndpoint? FallBack(QuotaEndpoint endpoint, QuotaException failure) =>
            ReferenceEquals(endpoint, Endpoint) ? _second : null;

        private static QuotaSnapshot Map(QuotaDocument document)
        {
            var snapshot = document.StartSnapshot();
            snapshot.Add(new QuotaBalance
            {
                Key = "requests",
                Label = "Requests",
                Unit = QuotaUnit.Requests,
                Kind = QuotaKind.Allowance,
                Remaining = document.Root.Number("remaining"u8),
            });
            return snapshot.Build();
        }
    }
}
