namespace QuotaKit;

/// <summary>Creates the accounts that the environment alone describes, without a container.</summary>
internal static class EnvironmentAccounts
{
    /// <exception cref="QuotaConfigurationException">There is no account, or a variable is wrong that belongs to no vendor.</exception>
    public static (IReadOnlyList<IQuotaProvider> Providers, QuotaClientOptions Options) Read(IReadOnlyList<QuotaVendorRegistration> vendors)
    {
        var settings = new QuotaKitSettings([.. vendors.Select(v => v.Vendor.SettingName)], configuration: null);
        var options = new QuotaClientOptions();
        settings.ReadClientOptions(options);
        IQuotaProvider[] providers =
        [
            .. from vendor in vendors
               from account in AccountsOf(vendor)
               select MisconfiguredProvider.Instead(QuotaNames.Of(vendor.Vendor.Id, account), () => vendor.Create(settings, account)),
        ];
        return providers.Length > 0 ? (providers, options) : throw new QuotaConfigurationException(
            "", $"There is no API key in the environment. Set {string.Join(", ", vendors.SkipLast(1).Select(v => v.Vendor.EnvironmentVariable))} or {vendors[^1].Vendor.EnvironmentVariable}.");

        IEnumerable<string> AccountsOf(QuotaVendorRegistration vendor) =>
            vendor.FindAccounts(settings).ToList() is { Count: > 0 } found ? found
            : vendor.HasMistakes(settings) ? [QuotaNames.DefaultAccount]
            : [];
    }
}
