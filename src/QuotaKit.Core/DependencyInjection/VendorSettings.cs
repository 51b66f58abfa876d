using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Finds the accounts of a vendor in the settings, and reads their options.</summary>
internal static class VendorSettings
{
    /// <summary>Finds the accounts that have settings. The default account is among them when it has a key.</summary>
    public static IEnumerable<string> FindAccounts(QuotaVendor vendor, QuotaKitSettings settings)
    {
        var layers = settings.Of(vendor).Reverse().ToList();
        if (KeyInEnvironment(vendor) is not null || layers.Exists(l => !string.IsNullOrWhiteSpace(l.Section[nameof(QuotaProviderOptions.ApiKey)])))
            yield return QuotaNames.DefaultAccount;
        var named = layers.SelectMany(l => l.Below(QuotaVendor.AccountsSection).Section.GetChildren()).Select(account => account.Key);
        foreach (var account in named.Distinct(StringComparer.OrdinalIgnoreCase).Where(a => !QuotaNames.IsDefault(a)))
            yield return account;
    }

    /// <summary>Checks that no other vendor has the vendor's names. With one id for two vendors, the key of one could be sent to the other.</summary>
    /// <exception cref="ArgumentException">Another vendor has the same id or section of settings, or QuotaKit has a setting of that name.</exception>
    public static void ThrowIfTaken(QuotaVendor vendor, IEnumerable<QuotaVendor> others)
    {
        foreach (var other in others)
        {
            if (string.Equals(other.Id, vendor.Id, StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"There are two vendors with the id '{other.Id}'. Give one of them another Id.", nameof(vendor));
            if (string.Equals(other.SettingName, vendor.SettingName, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException(
                    $"There are two vendors whose settings are named '{other.SettingName}'. Give one of them another SettingName.", nameof(vendor));
            }
        }

        if (QuotaKitSettings.IsTaken(vendor.SettingName))
            throw new ArgumentException($"QuotaKit has a setting named '{vendor.SettingName}'. Give the vendor another SettingName.", nameof(vendor));
    }

    /// <summary>Tells whether the settings that all accounts of the vendor share hold a mistake.</summary>
    public static bool HasMistakes(QuotaVendorRegistration registration, QuotaKitSettings settings)
    {
        try
        {
            Read(registration, settings, QuotaNames.DefaultAccount, registration.CreateDefaults());
            return false;
        }
        catch (QuotaConfigurationException)
        {
            return true;
        }
    }

    /// <summary>Reads an account's settings strictly: first those that all accounts of the vendor share, then the account's own.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is invalid or unknown.</exception>
    public static void Read(QuotaVendorRegistration registration, QuotaKitSettings settings, string account, QuotaProviderOptions options)
    {
        var vendor = registration.Vendor;
        var isDefault = QuotaNames.IsDefault(account);
        options.Account = account;
        if (isDefault && KeyInEnvironment(vendor) is { } key)
            options.ApiKey = key;
        foreach (var layer in settings.Of(vendor))
            ReadLayer(layer, isAccount: false);
        if (isDefault)
            return;

        // An account shares the vendor's settings, such as the address of a gateway, but never its key.
        options.ApiKey = "";
        foreach (var layer in settings.Of(vendor))
            ReadLayer(layer.Below(QuotaVendor.AccountsSection).Below(account), isAccount: true);

        void ReadLayer(SettingsLayer layer, bool isAccount)
        {
            var reader = new QuotaSettings(layer, vendor.Id);
            if (!isAccount)
                reader.CheckAccounts();
            reader.ReadCommon(options);
            registration.ReadOwnSettings(reader, options);
            reader.ThrowIfWrong(nameof(options.ApiKey));
        }
    }

    // The variable holds the key of the default account.
    private static string? KeyInEnvironment(QuotaVendor vendor) =>
        Environment.GetEnvironmentVariable(vendor.EnvironmentVariable) is { } key && !string.IsNullOrWhiteSpace(key) ? key : null;
}
