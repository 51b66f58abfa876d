using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Converts between names of accounts and of options. The default account has the unnamed options, so that
/// <c>services.Configure&lt;HeyGenQuotaOptions&gt;(…)</c> changes them.</summary>
internal static class OptionsNames
{
    public static string Of(string account) => QuotaNames.IsDefault(account) ? Options.DefaultName : account;

    public static string AccountOf(string? optionsName) => string.IsNullOrEmpty(optionsName) ? QuotaNames.DefaultAccount : QuotaNames.Normalize(optionsName);
}
