using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Creates <see cref="QuotaAccountOptions"/>. Its constructor needs a vendor, which is found by the name of the options: <c>acme/team-a</c>.</summary>
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
