using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 42 of the table of faults: good calls count for the circuit, those before the first failure too.</summary>
public sealed class CircuitWeightRow : VendorRowTest
{
    private static readonly Fault _down = Fault.Status(503, "");

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row42_Ten_failures_after_200_good_calls_leave_the_circuit_closed(string id)
    {
        var provider = Provider(id, new() { MaxAttempts = 1 });
        await SucceedAsync(provider, 200);

        await FailAsync(id, provider, 10);

        Server(id).Faults.Clear();
        await SucceedAsync(provider, 1);
        Assert.Equal(211, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row42_The_circuit_opens_when_nine_of_ten_in_the_window_have_failed(string id)
    {
        var provider = Provider(id, new() { MaxAttempts = 1 });
        await SucceedAsync(provider, 2);

        // 17 of 19 are fewer than nine of ten, 18 of 20 are not.
        await FailAsync(id, provider, 18);

        Assert.Equal(0, (await FailureOf(provider)).Attempts);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row42_Good_calls_after_a_failure_count_as_well(string id)
    {
        var provider = Provider(id, new() { MaxAttempts = 1 });
        await FailAsync(id, provider, 1);
        Server(id).Faults.Clear();
        await SucceedAsync(provider, 2);

        await FailAsync(id, provider, 17);

        Assert.Equal(0, (await FailureOf(provider)).Attempts);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(66, true)]
    public async Task Row42_Good_calls_count_for_a_minute_as_failures_do(int seconds, bool opens)
    {
        var provider = Provider("vzla", new() { MaxAttempts = 1 });
        await SucceedAsync(provider, 200);
        Clock.Advance(TimeSpan.FromSeconds(seconds - 30));
        await FailAsync("vzla", provider, 1);
        Clock.Advance(TimeSpan.FromSeconds(30));

        await FailAsync("vzla", provider, 9);

        Assert.Equal(opens ? 0 : 1, (await FailureOf(provider)).Attempts);
    }

    private static async Task SucceedAsync(IQuotaProvider provider, int calls)
    {
        for (var call = 0; call < calls; call++)
            Assert.NotNull((await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    /// <summary>Each of these is sent.</summary>
    private async Task FailAsync(string id, IQuotaProvider provider, int calls)
    {
        Server(id).Faults.Always(_down);
        for (var call = 0; call < calls; call++)
            Assert.Equal(1, (await FailureOf(provider)).Attempts);
    }
}
