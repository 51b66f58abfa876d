namespace QuotaKit;

/// <summary>An account to create a provider for.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Account">The account's own name.</param>
/// <param name="HttpClientName">The name of the account's client at the <see cref="IHttpClientFactory"/>.</param>
internal sealed record AccountRegistration(ContainerVendor Vendor, string Account, string HttpClientName)
{
    public bool IsOf(ContainerVendor vendor, string account) => Vendor == vendor && QuotaNames.AreSame(Account, account);
}
