using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 42 of docs/faults.md: good calls count for the circuit, including those before the first failure.</summary>
public sealed class CircuitWeightRow : VendorRowTest
{
    private static readonly Fault _down = Fault.Status(503, "");

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row42_Circuit_stays_closed_after_200_good_calls(string id)
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
    public async Task Row42_Circuit_opens_at_nine_failures_of_ten(string id)
    {
        var provider = Provider(id, new() { MaxAttempts = 1 });
        await SucceedAsync(provider, 2);

        // 17 failures of 19 calls are less than nine of ten. 18 of 20 are exactly that.
        await FailAsync(id, provider, 18);

        Assert.Equal(0, (await FailureOf(provider)).Attempts);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row42_Good_calls_after_a_failure_count(string id)
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
    public async Task Row42_Good_calls_count_for_one_minute(int seconds, bool opens)
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

    /// <summary>Makes calls that fail, and checks that each one was sent.</summary>
    private async Task FailAsync(string id, IQuotaProvider provider, int calls)
    {
        Server(id).Faults.Always(_down);
        for (var call = 0; call < calls; call++)
            Assert.Equal(1, (await FailureOf(provider)).Attempts);
    }
}
