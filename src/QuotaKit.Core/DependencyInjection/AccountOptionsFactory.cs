using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Creates the options that several vendors share. They have no constructor without a vendor, which the name of the options tells.</summary>
internal sealed class AccountOptionsFactory(
    QuotaKitRegistrations registrations,
    IEnumerable<IConfigureOptions<QuotaAccountOptions>> setups,
    IEnumerable<IPostConfigureOptions<QuotaAccountOptions>> postConfigures,
    IEnumerable<IValidateOptions<QuotaAccountOptions>> validations)
    : OptionsFactory<QuotaAccountOptions>(setups, postConfigures, validations)
{
    protected override QuotaAccountOptions CreateInstance(string name)
    {
        var id = QuotaNames.Split(name).Provider;
        var vendor = registrations.Vendors.Values.FirstOrDefault(v => v.Registration.Vendor.Id == id)
            ?? throw new InvalidOperationException($"There is no vendor for the options named '{name}'. Name them like the account: acme or acme/team-a.");
        return new QuotaAccountOptions(vendor.Registration.Vendor);
    }
}
