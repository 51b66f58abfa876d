namespace QuotaKit;

/// <summary>Creates the providers of one vendor in a container.</summary>
internal abstract class ContainerVendor(QuotaVendorRegistration registration)
{
    public QuotaVendorRegistration Registration { get; } = registration;

    /// <summary>The name of the HTTP client that the vendor's accounts share. An account that was added with configureHttp has its own client.</summary>
    public string SharedHttpClientName { get; } = $"{QuotaKitSettings.Name}:{registration.Vendor.Id}";

    public abstract IQuotaProvider CreateProvider(IServiceProvider services, AccountRegistration account);

    /// <summary>Drops the options of an account, so that the next call reads them again.</summary>
    public abstract void Forget(IServiceProvider services, string account);
}
