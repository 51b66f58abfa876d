using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reads a vendor's options from the environment, then from the configuration. Options set in code are applied after both.</summary>
internal sealed class ConfigureVendorOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    QuotaVendorRegistration<TOptions> registration, QuotaKitSettings settings) : IConfigureNamedOptions<TOptions>
    where TOptions : QuotaProviderOptions
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (OptionsNames.AccountOf(registration, name) is { } account)
            VendorSettings.Read(registration, settings, account, options);
    }
}
