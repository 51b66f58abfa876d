using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>How a vendor's provider is made in a container.</summary>
public abstract class VendorRegistration
{
    private protected VendorRegistration(QuotaVendor vendor) => Vendor = vendor;

    /// <summary>The vendor.</summary>
    public QuotaVendor Vendor { get; }

    /// <summary>The client that all accounts share whose HTTP is not configured separately.</summary>
    internal string SharedHttpClientName => $"QuotaKit:{Vendor.Id}";

    internal abstract IQuotaProvider Create(IServiceProvider services, AccountRegistration account);

    /// <summary>Reads the vendor's section for its mistakes alone.</summary>
    internal abstract void CheckSettings(IConfigurationSection own);

    /// <summary>Drops the options read from a configuration that has changed.</summary>
    internal abstract void Forget(IServiceProvider services, string account);

    /// <summary>The key in the environment, which belongs to the default account; null when it is not set.</summary>
    internal string? KeyInEnvironment() =>
        Environment.GetEnvironmentVariable(Vendor.EnvironmentVariable) is { } key && !string.IsNullOrWhiteSpace(key) ? key : null;

    /// <summary>The accounts that have settings in the configuration, and the default one when its key is in the environment.</summary>
    internal IEnumerable<string> FindAccounts(IConfiguration? section)
    {
        var own = section?.GetSection(Vendor.SettingName);
        if (KeyInEnvironment() is not null || !string.IsNullOrWhiteSpace(own?["ApiKey"]))
            yield return QuotaNames.DefaultAccount;
        foreach (var account in own?.GetSection(QuotaSettings.Accounts).GetChildren() ?? [])
        {
            yield return string.Equals(account.Key, QuotaNames.DefaultAccount, StringComparison.OrdinalIgnoreCase)
                ? throw new QuotaConfigurationException(Vendor.Id, $"'{account.Path}' is not read: the default account's settings stand in '{own!.Path}' itself.")
                : account.Key;
        }
    }
}
