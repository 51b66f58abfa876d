namespace QuotaKit.Http;

/// <summary>The settings of an account of a vendor that adds none to those that every vendor has.</summary>
/// <remarks>All vendors made with <see cref="QuotaVendorRegistration.Create"/> share this type. In a container its options are therefore named
/// like the account: <c>services.Configure&lt;QuotaAccountOptions&gt;("acme/team-a", …)</c>. Options without a name belong to no account.</remarks>
/// <param name="vendor">The vendor.</param>
public sealed class QuotaAccountOptions(QuotaVendor vendor) : QuotaProviderOptions(vendor);
