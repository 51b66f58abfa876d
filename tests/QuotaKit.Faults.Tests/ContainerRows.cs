using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 43 and 10 of docs/faults.md, for providers that a container creates.</summary>
public sealed class ContainerRows : RawRowTest
{
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row43_Delegate_failing_at_creation_runs_again(string id)
    {
        var vendor = FaultVendor.Of(id);
        var failuresLeft = 2;
        await using var server = RawServer.Answering(RawResponse.Ok(vendor.GoodBody));
        // The first failure happens while the provider is created, the second in the first call.
        await using var provider = MadeProvider.Create(vendor, Made.InContainer, server.Address, _ => Fetch(ref failuresLeft, vendor.Key));

        AssertQuotesNoKey(vendor.Key, await Assert.ThrowsAsync<QuotaConfigurationException>(() => SnapshotOf(provider.GetQuotaAsync(Token))));
        Assert.Equal(0, server.ConnectionCount);
        Assert.Equal(vendor.Remaining, (await SnapshotOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row43_Delegate_failing_after_a_reload_runs_again(string id)
    {
        var vendor = FaultVendor.Of(id);
        var failuresLeft = 0;
        await using var server = RawServer.Answering(RawResponse.Ok(vendor.GoodBody));
        await using var provider = MadeProvider.Create(vendor, Made.InContainer, server.Address, _ => Fetch(ref failuresLeft, vendor.Key));
        await SnapshotOf(provider.GetQuotaAsync(Token));

        failuresLeft = 1;
        ((IConfigurationRoot)provider.Services!.GetRequiredService<IConfiguration>()).Reload();
        AssertQuotesNoKey(vendor.Key, await Assert.ThrowsAsync<QuotaConfigurationException>(() => SnapshotOf(provider.GetQuotaAsync(Token))));
        Assert.Equal(1, server.ConnectionCount);
        await SnapshotOf(provider.GetQuotaAsync(Token));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row43_Failed_validation_runs_again(string id)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Answering(RawResponse.Ok(vendor.GoodBody));
        var failuresLeft = 2;
        await using var provider = MadeProvider.Create(vendor, Made.InContainer, server.Address, _ =>
        {
            if (failuresLeft-- > 0)
                throw new OptionsValidationException("", typeof(object), ["Not in this region."]);
        });

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => SnapshotOf(provider.GetQuotaAsync(Token)));
        await SnapshotOf(provider.GetQuotaAsync(Token));

        Assert.Equal($"{id}: Not in this region.", error.Message);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_Each_attempt_connects_anew_in_a_container(string id)
    {
        await AssertConnectsForEachAttemptAsync(id, configureHttp: null);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_Each_attempt_connects_anew_with_custom_handlers(string id)
    {
        await AssertConnectsForEachAttemptAsync(id, http => http.AddHttpMessageHandler(() => new PassThroughHandler()));
    }

    private static async Task AssertConnectsForEachAttemptAsync(string id, Action<IHttpClientBuilder>? configureHttp)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());
        // Real time: QuotaKit derives the connect timeout of its handler from this timeout.
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), Made.InContainer, server.SecureAddress, o => o.Resilience.AttemptTimeout = TimeSpan.FromSeconds(0.25),
            configureHttp: configureHttp);

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Timeout, 3, 3), (error.Kind, error.Attempts, server.ConnectionCount));
    }

    private static void Fetch(ref int failuresLeft, string key)
    {
        if (failuresLeft-- > 0)
            throw new FormatException($"The vault said: {key}");
    }

    private static void AssertQuotesNoKey(string key, QuotaConfigurationException error)
    {
        Assert.Contains("the code that sets its options failed with FormatException. The next call tries again.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    private sealed class PassThroughHandler : DelegatingHandler;
}
