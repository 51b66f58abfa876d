using QuotaKit.Http;

namespace QuotaKit;

/// <summary>How a vendor's provider is made in a container.</summary>
public abstract class QuotaVendorRegistration
{
    private protected QuotaVendorRegistration(QuotaVendor vendor) => Vendor = vendor;

    /// <summary>The vendor.</summary>
    public QuotaVendor Vendor { get; }

    /// <summary>The client that all accounts share whose HTTP is not configured separately.</summary>
    internal string SharedHttpClientName => $"{QuotaKitSettings.Name}:{Vendor.Id}";

    internal abstract IQuotaProvider Create(IServiceProvider services, AccountRegistration account);

    /// <summary>Creates a provider without a container.</summary>
    internal abstract IQuotaProvider Create(QuotaKitSettings settings, string account);

    /// <summary>Whether the settings that all accounts of the vendor share hold a mistake.</summary>
    internal abstract bool HasMistakes(QuotaKitSettings settings);

    /// <summary>Drops the options read from a configuration that has changed.</summary>
    internal abstract void Forget(IServiceProvider services, string account);

    /// <summary>The key in the environment, which belongs to the default account; null when it is not set.</summary>
    internal string? KeyInEnvironment() =>
        Environment.GetEnvironmentVariable(Vendor.EnvironmentVariable) is { } key && !string.IsNullOrWhiteSpace(key) ? key : null;

    /// <summary>The accounts that have settings, and the default one when it has a key.</summary>
    internal IEnumerable<string> FindAccounts(QuotaKitSettings settings)
    {
        var layers = settings.Of(Vendor).Reverse().ToList();
        if (KeyInEnvironment() is not null || layers.Exists(l => !string.IsNullOrWhiteSpace(l.Section[nameof(QuotaProviderOptions.ApiKey)])))
            yield return QuotaNames.DefaultAccount;
        var named = layers.SelectMany(l => l.Below(QuotaVendor.AccountsSection).Section.GetChildren()).Select(account => account.Key);
        foreach (var account in named.Distinct(StringComparer.OrdinalIgnoreCase).Where(a => !QuotaNames.IsDefault(a)))
            yield return account;
    }
}
