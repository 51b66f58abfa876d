using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Names the options of an account in a container.</summary>
/// <remarks>The options of a default account have no name, so that a plain <c>services.Configure&lt;HeyGenQuotaOptions&gt;()</c> sets them; those
/// of another account have its name. Where several vendors share an options type, the name starts with the vendor: <c>acme/team-a</c>.</remarks>
internal static class OptionsNames
{
    public static string Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        QuotaVendorRegistration<TOptions> registration, string account)
        where TOptions : QuotaProviderOptions =>
        QuotaVendorRegistration<TOptions>.SharesOptionsType ? QuotaNames.Of(registration.Vendor.Id, account)
        : QuotaNames.IsDefault(account) ? Options.DefaultName
        : account;

    /// <summary>The account whose options have this name; null when they are another vendor's.</summary>
    public static string? AccountOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        QuotaVendorRegistration<TOptions> registration, string? optionsName)
        where TOptions : QuotaProviderOptions
    {
        if (!QuotaVendorRegistration<TOptions>.SharesOptionsType)
            return string.IsNullOrEmpty(optionsName) ? QuotaNames.DefaultAccount : QuotaNames.Normalize(optionsName);
        var (vendor, account) = QuotaNames.Split(optionsName ?? "");
        return vendor == registration.Vendor.Id ? account : null;
    }
}
