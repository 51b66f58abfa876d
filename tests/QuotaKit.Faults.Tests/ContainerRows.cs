using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows of providers that a container makes: row 43, and row 10 for the handlers of the container.</summary>
public sealed class ContainerRows : RawRowTest
{
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row43_A_delegate_that_fails_at_creation_is_tried_again(string id)
    {
        var vendor = FaultVendor.Of(id);
        var failuresLeft = 2;
        await using var server = RawServer.Answering(RawAnswer.Ok(vendor.GoodBody));
        // The first failure is that of the creation.
        await using var provider = MadeProvider.Create(vendor, Made.InContainer, server.Address, _ => Fetch(ref failuresLeft, vendor.Key));

        AssertTellsNoKey(vendor.Key, await Assert.ThrowsAsync<QuotaConfigurationException>(() => AnswerOf(provider.GetQuotaAsync(Token))));
        Assert.Equal(0, server.ConnectionCount);
        Assert.Equal(vendor.Remaining, (await AnswerOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row43_A_delegate_that_fails_after_a_reload_is_tried_again(string id)
    {
        var vendor = FaultVendor.Of(id);
        var failuresLeft = 0;
        await using var server = RawServer.Answering(RawAnswer.Ok(vendor.GoodBody));
        await using var provider = MadeProvider.Create(vendor, Made.InContainer, server.Address, _ => Fetch(ref failuresLeft, vendor.Key));
        await AnswerOf(provider.GetQuotaAsync(Token));

        failuresLeft = 1;
        ((IConfigurationRoot)provider.Services!.GetRequiredService<IConfiguration>()).Reload();
        AssertTellsNoKey(vendor.Key, await Assert.ThrowsAsync<QuotaConfigurationException>(() => AnswerOf(provider.GetQuotaAsync(Token))));
        Assert.Equal(1, server.ConnectionCount);
        await AnswerOf(provider.GetQuotaAsync(Token));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row43_A_check_that_fails_once_is_made_again(string id)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Answering(RawAnswer.Ok(vendor.GoodBody));
        var failuresLeft = 2;
        await using var provider = MadeProvider.Create(vendor, Made.InContainer, server.Address, _ =>
        {
            if (failuresLeft-- > 0)
                throw new OptionsValidationException("", typeof(object), ["Not in this region."]);
        });

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => AnswerOf(provider.GetQuotaAsync(Token)));
        await AnswerOf(provider.GetQuotaAsync(Token));

        Assert.Equal($"{id}: Not in this region.", error.Message);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_No_attempt_waits_for_an_earlier_handshake_in_a_container(string id)
    {
        await AssertConnectsForEachAttemptAsync(id, configureHttp: null);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row10_No_attempt_waits_for_an_earlier_handshake_with_handlers_of_the_apps(string id)
    {
        await AssertConnectsForEachAttemptAsync(id, http => http.AddHttpMessageHandler(() => new PassOn()));
    }

    private static async Task AssertConnectsForEachAttemptAsync(string id, Action<IHttpClientBuilder>? configureHttp)
    {
        await using var server = RawServer.Start(connection => connection.HangAsync());
        // Real time, as that of the handler is: the attempts' own, and so the one for connecting.
        await using var provider = MadeProvider.Create(
            FaultVendor.Of(id), Made.InContainer, server.SecureAddress, o => o.Resilience.AttemptTimeout = TimeSpan.FromSeconds(0.25), configureHttp: configureHttp);

        var error = await FailureOf(provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Timeout, 3, 3), (error.Kind, error.Attempts, server.ConnectionCount));
    }

    private static void Fetch(ref int failuresLeft, string key)
    {
        if (failuresLeft-- > 0)
            throw new FormatException($"The vault said: {key}");
    }

    private static void AssertTellsNoKey(string key, QuotaConfigurationException error)
    {
        Assert.Contains("the code that sets its options failed with FormatException. The next call tries again.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    private sealed class PassOn : DelegatingHandler;
}
