using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Fills a vendor's options from the environment, then from the configuration. What code sets comes after both.</summary>
internal sealed class ConfigureVendorOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    QuotaVendorRegistration<TOptions> registration, QuotaKitSection section) : IConfigureNamedOptions<TOptions>
    where TOptions : QuotaProviderOptions
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        var account = OptionsNames.AccountOf(name);
        options.Account = account;
        if (account == QuotaNames.DefaultAccount && registration.KeyInEnvironment() is { } key)
            options.ApiKey = key;
        if (section.Value?.GetSection(registration.Vendor.SettingName) is not { } own)
            return;

        registration.ReadSettings(own, options);
        if (account == QuotaNames.DefaultAccount)
            return;

        // An account shares the vendor's settings, such as the address of a gateway, but never its key.
        options.ApiKey = "";
        registration.ReadSettings(own.GetSection(QuotaSettings.Accounts).GetSection(account), options, isAccount: true);
    }
}
