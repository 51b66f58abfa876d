using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Http;

namespace AcmeRenders.Tests;

[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class ChangesTheEnvironment;

/// <summary>Tests FromEnvironment() with a vendor of somebody else. Environment variables are the whole process's, so these tests run alone.</summary>
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests : AcmeTest
{
    private static readonly string[] _variables =
        [Variable, "HEYGEN_API_KEY", "QuotaKit__Acme__BaseAddress", "QuotaKit__Acme__Accounts__team_a__ApiKey", "QuotaKit__Acme__Regoin"];

    public EnvironmentTests() => Clear();

    public override ValueTask DisposeAsync()
    {
        Clear();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task FromEnvironment_reads_a_further_vendor()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", "heygen-key-1");
        Environment.SetEnvironmentVariable(Variable, Key);
        Environment.SetEnvironmentVariable("QuotaKit__Acme__BaseAddress", Acme.BaseAddress.AbsoluteUri);
        Environment.SetEnvironmentVariable("QuotaKit__Acme__Accounts__team_a__ApiKey", Key);

        using var client = QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration]);

        Assert.Equal(["heygen", "acme", "acme/team_a"], client.Accounts);
        Assert.Equal(475.8m, (await client.GetAsync("acme", cancellationToken: Token)).Primary.Remaining);
        Assert.Equal("team_a", (await client.GetAsync("acme/team_a", cancellationToken: Token)).Account);
    }

    [Fact]
    public void FromEnvironment_without_the_vendor_rejects_its_settings()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", "heygen-key-1");
        Environment.SetEnvironmentVariable("QuotaKit__Acme__BaseAddress", Acme.BaseAddress.AbsoluteUri);

        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

        Assert.StartsWith("'QuotaKit__Acme' is not a setting of QuotaKit.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_setting_fails_only_the_vendors_accounts()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", "heygen-key-1");
        Environment.SetEnvironmentVariable("QuotaKit__Acme__Regoin", "eu");

        using var client = QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration]);

        Assert.Equal(["heygen", "acme"], client.Accounts);
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("acme", cancellationToken: Token));
        Assert.StartsWith("'QuotaKit__Acme__Regoin' is not a setting of QuotaKit.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_without_any_key_names_the_further_variable()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration]));

        Assert.Equal("There is no API key in the environment. Set HEYGEN_API_KEY, PICTORY_API_KEY, VZLA_API_KEY or ACME_API_KEY.", error.Message);
    }

    [Fact]
    public void Vendor_given_twice_counts_once()
    {
        Environment.SetEnvironmentVariable(Variable, Key);

        using var client = QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration, AcmeQuota.Registration]);

        Assert.Equal(["acme"], client.Accounts);
    }

    [Fact]
    public void Two_vendors_with_one_section_are_rejected()
    {
        var duplicate = QuotaVendorRegistration.Create(
            AcmeQuota.Registration.Vendor with { Id = "acme2", SettingName = "acme" },
            client => QuotaEndpoint.Get(client, "v1/usage", "Authorization", AcmeMapper.Map));

        var error = Assert.Throws<ArgumentException>(() => QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration, duplicate]));

        Assert.StartsWith(
            "There are two vendors whose settings are named 'Acme'. Give one of them another SettingName.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ACME", "Other", "There are two vendors with the id 'acme'. Give one of them another Id.")]
    [InlineData("other", "CacheDuration", "QuotaKit has a setting named 'CacheDuration'. Give the vendor another SettingName.")]
    [InlineData("other", "guard", "QuotaKit has a setting named 'guard'. Give the vendor another SettingName.")]
    public void Vendor_with_a_taken_name_is_rejected(string id, string settingName, string message)
    {
        var other = Named(id, settingName);

        var inScript = Assert.Throws<ArgumentException>(() => QuotaClient.FromEnvironment(vendors: [AcmeQuota.Registration, other]));
        var inApp = Assert.Throws<ArgumentException>(() =>
            new ServiceCollection().AddQuotaKitCore().AddVendor(AcmeQuota.Registration).AddVendor(other));

        Assert.StartsWith(message, inScript.Message, StringComparison.Ordinal);
        Assert.StartsWith(message, inApp.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu/acme", "Acme")]
    [InlineData("", "Acme")]
    [InlineData("acme", "Ac:me")]
    public void Vendor_with_an_invalid_name_is_rejected(string id, string settingName) =>
        Assert.Throws<ArgumentException>(() => Named(id, settingName));

    [Fact]
    public void Vendor_that_is_null_is_rejected() =>
        Assert.Throws<ArgumentException>(() => QuotaClient.FromEnvironment(vendors: [null!]));

    private static QuotaVendorRegistration<QuotaAccountOptions> Named(string id, string settingName) => QuotaVendorRegistration.Create(
        AcmeQuota.Registration.Vendor with { Id = id, SettingName = settingName },
        client => QuotaEndpoint.Get(client, "v1/usage", "Authorization", AcmeMapper.Map));

    private static void Clear() => Array.ForEach(_variables, v => Environment.SetEnvironmentVariable(v, null));
}
