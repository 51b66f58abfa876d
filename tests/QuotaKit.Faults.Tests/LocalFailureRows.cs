using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Calls that fail locally, without a request: after a 429 until Retry-After has passed, and for 15 minutes after a key was rejected.</summary>
public sealed class LocalFailureRows : VendorRowTest
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _quarter = TimeSpan.FromMinutes(15);
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };

    private static Fault Throttled => Fault.Status(429, """{"code":"slow","message":"Slow down"}""", ("Retry-After", "60"));

    private static Fault Rejected => Fault.Status(401, "");

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task Calls_after_a_429_fail_locally_until_Retry_After(string id)
    {
        Server(id).Faults.Enqueue(Throttled);
        var provider = Provider(id);
        var first = await FailureOf(provider);
        var passed = TimeSpan.Zero;

        foreach (var left in new[] { 60, 59, 21, 1 })
        {
            Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(left) - passed);
            passed = TimeSpan.FromMinutes(1) - TimeSpan.FromSeconds(left);
            var further = await Bounded(Task.WhenAll(Enumerable.Range(0, 10).Select(_ => FailureOf(provider))));
            Assert.All(further, error => AssertSame(first, error, TimeSpan.FromSeconds(left)));
        }

        Assert.Equal(1, Server(id).RequestCount);
        Clock.Advance(_second);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task Client_reads_after_a_429_fail_locally(string id)
    {
        Server(id).Faults.Enqueue(Throttled);
        var client = Client(FaultVendor.All.Select(v => Provider(v.Id)));
        var first = await FailureOf(client.GetAsync(id, cancellationToken: Token));

        Clock.Advance(2 * _second);
        AssertSame(first, await FailureOf(client.GetAsync(id, cancellationToken: Token)), TimeSpan.FromSeconds(58));
        Clock.Advance(2 * _second);
        AssertSame(first, await FailureOf(client.GetAsync(id, _now, Token)), TimeSpan.FromSeconds(56));
        Clock.Advance(2 * _second);
        var report = await client.GetAllAsync(cancellationToken: Token);

        AssertSame(first, Assert.Single(report.Errors), TimeSpan.FromSeconds(54));
        Assert.Equal(2, report.Snapshots.Count);
        Assert.Equal(1, Server(id).RequestCount);
        Clock.Advance(TimeSpan.FromSeconds(54));
        Assert.Equal(FaultVendor.Of(id).Remaining, (await client.GetAsync(id, cancellationToken: Token)).Primary.Remaining);
    }

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task AllowStale_after_a_429_returns_the_last_answer(string id)
    {
        var client = Client(Provider(id));
        var good = await client.GetAsync(id, cancellationToken: Token);
        Server(id).Faults.Enqueue(Throttled);
        await FailureOf(client.GetAsync(id, _now, Token));
        Clock.Advance(TimeSpan.FromSeconds(31));

        var stale = await client.GetAsync(id, new() { AllowStale = true }, Token);

        Assert.Equal((true, good.RetrievedAt), (stale.IsStale, stale.RetrievedAt));
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Calls_after_a_401_fail_locally_for_15_minutes(string id)
    {
        Server(id).Faults.Enqueue(Rejected);
        var provider = Provider(id);
        var first = await FailureOf(provider);
        Assert.Equal((QuotaErrorKind.Unauthorized, 401, 1, null), (first.Kind, first.StatusCode, first.Attempts, first.RetryAfter));

        AssertSame(first, await FailureOf(provider), _quarter);
        Clock.Advance(_quarter - _tick);
        var last = await FailureOf(provider);
        AssertSame(first, last, _tick);
        Assert.Contains("No request was sent this time: the key has not changed.", last.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FaultVendor.Of(id).Key, last.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Server(id).RequestCount);

        Clock.Advance(_tick);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task MaxAge_zero_after_a_401_sends_a_request(string id)
    {
        Server(id).Faults.Enqueue(Rejected, Rejected);
        var provider = Provider(id);
        var client = Client(provider);
        await FailureOf(client.GetAsync(id, cancellationToken: Token));
        Clock.Advance(10 * _second);

        // The key is rejected again. The 15 minutes start anew.
        Assert.Equal(1, (await FailureOf(client.GetAsync(id, _now, Token))).Attempts);
        Assert.Equal((0, _quarter), await FailureOf(provider) is var renewed ? (renewed.Attempts, renewed.RetryAfter!.Value) : default);
        Assert.Equal(2, Server(id).RequestCount);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await client.GetAsync(id, _now, Token)).Primary.Remaining);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(4, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Failed_MaxAge_zero_read_keeps_other_calls_blocked(string id)
    {
        Server(id).Faults.Enqueue(Rejected, Fault.Status(409, ""), Fault.Delay(_second));
        var provider = Provider(id);
        var client = Client(provider);
        var first = await FailureOf(provider);

        Assert.Equal(QuotaErrorKind.Rejected, (await FailureOf(client.GetAsync(id, _now, Token))).Kind);
        AssertSame(first, await FailureOf(provider), _quarter);
        var inProgress = client.GetAsync(id, _now, Token);
        await Bounded(Server(id).WaitForRequestsAsync(3, Token));
        AssertSame(first, await FailureOf(provider), _quarter);

        Clock.Advance(_second);
        await Bounded(inProgress);
        await provider.GetQuotaAsync(Token);
        Assert.Equal(4, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Client_without_cache_sends_a_rejected_key_once(string id)
    {
        Server(id).Faults.Always(Rejected);
        var client = Keep(new QuotaClient([Provider(id)], new() { CacheDuration = TimeSpan.Zero, FailureCacheDuration = TimeSpan.Zero }, Clock));

        for (var minute = 0; minute < 15; minute++)
        {
            Assert.Equal(QuotaErrorKind.Unauthorized, (await FailureOf(client.GetAsync(id, cancellationToken: Token))).Kind);
            Clock.Advance(TimeSpan.FromMinutes(1) - _tick);
        }

        Assert.Equal(1, Server(id).RequestCount);
    }

    [Fact]
    public async Task Pictory_400_for_a_key_counts_as_rejection()
    {
        Server("pictory").Faults.Enqueue(Fault.Status(400, """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}"""));
        var provider = Provider("pictory");

        var first = await FailureOf(provider);
        AssertSame(first, await FailureOf(provider), _quarter);

        Assert.Equal((QuotaErrorKind.Unauthorized, 400, "UNAUTHORIZED"), (first.Kind, first.StatusCode, first.VendorCode));
        Assert.Equal(1, Server("pictory").RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Other_accounts_of_the_vendor_are_not_affected(string id)
    {
        Server(id).Faults.Enqueue(Rejected, id == "vzla" ? Rejected : Throttled);
        var (rejected, throttled, other) = (Provider(id), Provider(id), Provider(id));
        await FailureOf(rejected);
        await FailureOf(throttled);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await other.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(0, (await FailureOf(rejected)).Attempts);
        Assert.Equal(0, (await FailureOf(throttled)).Attempts);
        Assert.Equal(3, Server(id).RequestCount);
    }

    /// <summary>Checks that this is the first error again, without a request, and that RetryAfter is the rest of the wait.</summary>
    private static void AssertSame(QuotaException first, QuotaException error, TimeSpan left)
    {
        Assert.Equal((0, left), (error.Attempts, error.RetryAfter!.Value));
        Assert.Equal((first.Kind, first.IsTransient, first.StatusCode), (error.Kind, error.IsTransient, error.StatusCode));
        Assert.Equal((first.VendorCode, first.VendorMessage, first.RequestId), (error.VendorCode, error.VendorMessage, error.RequestId));
        Assert.Equal((first.Provider, first.Account), (error.Provider, error.Account));
        Assert.Contains("No request was sent this time", error.Message, StringComparison.Ordinal);
        Assert.Same(first, error.InnerException);
    }
}
