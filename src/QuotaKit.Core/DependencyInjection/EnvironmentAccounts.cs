namespace QuotaKit;

/// <summary>Creates the accounts that environment variables describe, without a container.</summary>
internal static class EnvironmentAccounts
{
    /// <exception cref="ArgumentException">A vendor is null, or two have the same id or section of settings.</exception>
    /// <exception cref="QuotaConfigurationException">There is no account, or a variable that belongs to no vendor is wrong.</exception>
    public static (IReadOnlyList<IQuotaProvider> Providers, QuotaClientOptions Options) Read(IReadOnlyList<QuotaVendorRegistration> vendors)
    {
        for (var i = 0; i < vendors.Count; i++)
        {
            if (vendors[i] is null)
                throw new ArgumentException("A vendor is null.", nameof(vendors));
            VendorSettings.ThrowIfTaken(vendors[i].Vendor, vendors.Take(i).Select(v => v.Vendor));
        }

        var settings = new QuotaKitSettings([.. vendors.Select(v => v.Vendor.SettingName)], configuration: null);
        var options = new QuotaClientOptions();
        settings.ReadClientOptions(options);
        IQuotaProvider[] providers =
        [
            .. from vendor in vendors
               from account in AccountsOf(vendor)
               select MisconfiguredProvider.Instead(QuotaNames.Of(vendor.Vendor.Id, account), () => Create(vendor, account)),
        ];
        if (providers.Length > 0)
            return (providers, options);
        var variables = string.Join(", ", vendors.SkipLast(1).Select(v => v.Vendor.EnvironmentVariable));
        throw new QuotaConfigurationException(
            "", $"There is no API key in the environment. Set {variables} or {vendors[^1].Vendor.EnvironmentVariable}.");

        // A misspelt variable may be the key's. The default account then reports the mistake.
        IEnumerable<string> AccountsOf(QuotaVendorRegistration vendor) =>
            VendorSettings.FindAccounts(vendor.Vendor, settings).ToList() is { Count: > 0 } found ? found
            : VendorSettings.HasMistakes(vendor, settings) ? [QuotaNames.DefaultAccount]
            : [];

        IQuotaProvider Create(QuotaVendorRegistration vendor, string account)
        {
            var accountOptions = vendor.CreateDefaults();
            VendorSettings.Read(vendor, settings, account, accountOptions);
            return vendor.CreateProvider(accountOptions);
        }
    }
}
