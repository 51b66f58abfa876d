using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>The default account's options are the unnamed ones, so that a plain <c>services.Configure&lt;HeyGenQuotaOptions&gt;()</c> reaches them.</summary>
internal static class OptionsNames
{
    public static string Of(string account) => QuotaNames.IsDefault(account) ? Options.DefaultName : account;

    public static string AccountOf(string? optionsName) => string.IsNullOrEmpty(optionsName) || QuotaNames.IsDefault(optionsName) ? QuotaNames.DefaultAccount : optionsName;
}
