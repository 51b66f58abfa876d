namespace QuotaKit;

/// <summary>One account of a vendor.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Account">The account's name.</param>
/// <param name="HttpClientName">The name of its client at the HTTP factory.</param>
internal sealed record AccountRegistration(QuotaVendorRegistration Vendor, string Account, string HttpClientName)
{
    public bool IsOf(QuotaVendorRegistration vendor, string account) =>
        Vendor == vendor && string.Equals(Account, account, StringComparison.OrdinalIgnoreCase);
}
