using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 21 of docs/faults.md: after repeated failures the circuit opens and calls fail locally for a while.</summary>
public sealed class CircuitRow : VendorRowTest
{
    private static readonly TimeSpan _break = TimeSpan.FromSeconds(30);

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row21_Open_circuit_sends_nothing_until_the_named_time(string id)
    {
        var provider = await BrokenAsync(id);

        var first = await FailureOf(provider);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unavailable, 0, true), (first.Kind, first.Attempts, first.IsTransient));
        Assert.Equal((_break, _break - TimeSpan.FromSeconds(10)), (first.RetryAfter!.Value, second.RetryAfter!.Value));
        Assert.Contains("no request is sent until 09:00:30 UTC", first.Message, StringComparison.Ordinal);
        Assert.Contains("no request is sent until 09:00:30 UTC", second.Message, StringComparison.Ordinal);
        Assert.Equal(10, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row21_One_request_decides_whether_the_circuit_closes(string id)
    {
        var provider = await BrokenAsync(id);

        Clock.Advance(_break);
        Assert.Equal(1, (await FailureOf(provider)).Attempts);
        Assert.Equal((0, _break), await FailureOf(provider) is var still ? (still.Attempts, still.RetryAfter!.Value) : default);
        Server(id).Faults.Clear();
        Clock.Advance(_break);

        for (var call = 0; call < 3; call++)
            Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(10 + 1 + 3, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row21_Call_that_opens_the_circuit_reports_its_status(string id)
    {
        Server(id).Faults.Always(Fault.Status(503, ""));
        var provider = Provider(id);
        for (var call = 0; call < 3; call++)
            Assert.Equal(3, (await FailureOf(DriveAsync(provider.GetQuotaAsync(Token)))).Attempts);

        var error = await FailureOf(DriveAsync(provider.GetQuotaAsync(Token)));

        Assert.Equal((QuotaErrorKind.Unavailable, 503, 1), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Contains("no request is sent until", (await FailureOf(provider)).Message, StringComparison.Ordinal);
        Assert.Equal(10, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row21_Refusals_do_not_open_the_circuit(string id)
    {
        Server(id).Faults.Always(Fault.Status(403));
        var provider = Provider(id);

        for (var call = 0; call < 15; call++)
            Assert.Equal((QuotaErrorKind.Forbidden, 1), await FailureOf(provider) is var error ? (error.Kind, error.Attempts) : default);
    }

    /// <summary>Creates a provider and opens its circuit with ten failures.</summary>
    private async Task<IQuotaProvider> BrokenAsync(string id)
    {
        Server(id).Faults.Always(Fault.Status(503, ""));
        var provider = Provider(id, new() { MaxAttempts = 1 });
        for (var call = 0; call < 10; call++)
            Assert.Equal((503, 1), await FailureOf(provider) is var error ? (error.StatusCode, error.Attempts) : default);
        return provider;
    }
}
