using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 29, 30 and 41 of docs/faults.md: many callers share one call.</summary>
public sealed class ConcurrencyRows : VendorRowTest
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row29_1000_callers_share_one_request(string id)
    {
        Server(id).Faults.Enqueue(Fault.Delay(_second));
        var client = Client(Provider(id));

        // The callers come from many threads, and half of them set MaxAge.
        var callers = await Bounded(Task.WhenAll(Enumerable.Range(0, 10).Select(thread => Task.Run(
            () => Enumerable.Range(0, 100).Select(i => client.GetAsync(id, i % 2 == 0 ? null : new() { MaxAge = _second }, Token)).ToList(), Token))));
        await Bounded(Server(id).WaitForRequestsAsync(1, Token));
        Clock.Advance(_second);
        var snapshots = await Bounded(Task.WhenAll(callers.SelectMany(c => c)));

        Assert.Equal(1000, snapshots.Length);
        Assert.All(snapshots, snapshot => Assert.Same(snapshots[0], snapshot));
        Assert.Equal(FaultVendor.Of(id).Remaining, snapshots[0].Primary.Remaining);
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Fact]
    public async Task Row29_1000_GetAllAsync_calls_send_one_request_per_account()
    {
        foreach (var vendor in FaultVendor.All)
            Server(vendor.Id).Faults.Enqueue(Fault.Delay(_second));
        var client = Client(FaultVendor.All.Select(v => Provider(v.Id)));

        var callers = Enumerable.Range(0, 1000).Select(_ => client.GetAllAsync(cancellationToken: Token)).ToList();
        foreach (var vendor in FaultVendor.All)
            await Bounded(Server(vendor.Id).WaitForRequestsAsync(1, Token));
        Clock.Advance(_second);
        var reports = await Bounded(Task.WhenAll(callers));

        Assert.All(reports, report => Assert.Empty(report.Errors));
        Assert.All(FaultVendor.All, vendor => Assert.Equal(1, Server(vendor.Id).RequestCount));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row41_1000_MaxAge_zero_readers_share_the_next_call(string id)
    {
        Server(id).Faults.Enqueue(Fault.Delay(_second));
        var client = Client(Provider(id));
        var before = client.GetAsync(id, cancellationToken: Token);
        await Bounded(Server(id).WaitForRequestsAsync(1, Token));

        var readers = await Bounded(Task.WhenAll(Enumerable.Range(0, 10).Select(thread => Task.Run(
            () => Enumerable.Range(0, 100).Select(_ => client.GetAsync(id, new() { MaxAge = TimeSpan.Zero }, Token)).ToList(), Token))));
        var patient = client.GetAsync(id, new() { MaxAge = _second }, Token);
        Clock.Advance(_second);
        var answers = await Bounded(Task.WhenAll(readers.SelectMany(r => r)));

        Assert.Equal(1000, answers.Length);
        Assert.All(answers, answer => Assert.Same(answers[0], answer));
        Assert.Same(await before, await patient);
        Assert.Equal(_second, answers[0].RetrievedAt - (await before).RetrievedAt);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row41_Next_call_is_sent_when_the_current_fails(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(409, "").WithDelay(_second));
        var client = Client(Provider(id));
        var before = client.GetAsync(id, cancellationToken: Token);
        await Bounded(Server(id).WaitForRequestsAsync(1, Token));

        var reader = client.GetAsync(id, new() { MaxAge = TimeSpan.Zero }, Token);
        Clock.Advance(_second);

        await FailureOf(before);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await Bounded(reader)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row30_Failure_is_shared_and_cached_one_second(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(503, "").WithDelay(_second), Fault.Status(503, ""), Fault.Status(503, ""));
        var client = Client(Provider(id, AtOnce, TimeProvider.System));

        var callers = Enumerable.Range(0, 1000).Select(_ => client.GetAsync(id, cancellationToken: Token)).ToList();
        await Bounded(Server(id).WaitForRequestsAsync(1, Token));
        Clock.Advance(_second);
        var error = await FailureOf(callers[0]);

        foreach (var caller in callers)
            Assert.Same(error, await FailureOf(caller));
        Assert.Equal((QuotaErrorKind.Unavailable, 3, 3), (error.Kind, error.Attempts, Server(id).RequestCount));

        Clock.Advance(_second);
        Assert.Same(error, await FailureOf(client.GetAsync(id, cancellationToken: Token)));
        Assert.Equal(3, Server(id).RequestCount);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(FaultVendor.Of(id).Remaining, (await client.GetAsync(id, cancellationToken: Token)).Primary.Remaining);
        Assert.Equal(4, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row30_MaxAge_zero_ignores_a_cached_failure(string id)
    {
        Server(id).Faults.Always(Fault.Status(403));
        var client = Client(Provider(id));

        for (var call = 1; call <= 20; call++)
        {
            await FailureOf(client.GetAsync(id, new() { MaxAge = TimeSpan.Zero }, Token));
            Assert.Equal(call, Server(id).RequestCount);
        }
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row30_Failure_is_cached_when_answers_are_not(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(403));
        var client = Keep(new QuotaClient([Provider(id)], new() { CacheDuration = TimeSpan.Zero }, Clock));

        var error = await FailureOf(client.GetAsync(id, cancellationToken: Token));
        Assert.Same(error, await FailureOf(client.GetAsync(id, cancellationToken: Token)));
        Clock.Advance(_second + TimeSpan.FromTicks(1));
        await client.GetAsync(id, cancellationToken: Token);
        await client.GetAsync(id, cancellationToken: Token);

        Assert.Equal(3, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row30_Failure_of_one_vendor_hides_no_other(string id)
    {
        Server(id).Faults.Always(Fault.Reset());
        var client = Client(FaultVendor.All.Select(v => Provider(v.Id, AtOnce, TimeProvider.System)));

        var report = await Bounded(client.GetAllAsync(cancellationToken: Token));

        Assert.Equal((id, QuotaErrorKind.Network, 3), Assert.Single(report.Errors) is var error ? (error.Provider, error.Kind, error.Attempts) : default);
        Assert.Equal(3, Server(id).RequestCount);
        Assert.Equal(
            FaultVendor.All.Where(v => v.Id != id).Select(v => (v.Id, v.Remaining)), report.Snapshots.Select(s => (s.Provider, s.Primary.Remaining!.Value)));
    }
}
