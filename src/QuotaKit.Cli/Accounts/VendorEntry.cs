using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit.Cli.Accounts;

/// <summary>A vendor that the command knows.</summary>
/// <param name="Identity">Its names.</param>
/// <param name="OptionsOf">Returns the options of the account with this name.</param>
internal sealed record VendorEntry(QuotaVendor Identity, Func<IServiceProvider, string, QuotaProviderOptions> OptionsOf)
{
    public static IReadOnlyList<VendorEntry> All { get; } =
        [Of(HeyGenBuilderExtensions.Registration), Of(PictoryBuilderExtensions.Registration), Of(VzlaBuilderExtensions.Registration)];

    public static VendorEntry? Find(string id) => All.FirstOrDefault(v => string.Equals(v.Identity.Id, id, StringComparison.OrdinalIgnoreCase));

    private static VendorEntry Of<TOptions>(QuotaVendorRegistration<TOptions> registration)
        where TOptions : QuotaProviderOptions =>
        new(registration.Vendor, (services, account) => services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(OptionsNames.Of(registration, account)));
}
