namespace QuotaKit.Http;

/// <summary>The settings of an account of a vendor that adds none to those that every vendor has.</summary>
/// <remarks>A vendor made with <see cref="QuotaVendorRegistration.Create"/> uses them.</remarks>
/// <param name="vendor">The vendor.</param>
public sealed class QuotaAccountOptions(QuotaVendor vendor) : QuotaProviderOptions(vendor);
