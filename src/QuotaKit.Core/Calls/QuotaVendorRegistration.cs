using QuotaKit.Http;

namespace QuotaKit;

/// <summary>A vendor as a container and <see cref="QuotaClient.FromEnvironment"/> take it: its names, and how to create its providers.</summary>
/// <remarks>Keep the registration of a vendor in a static property: a container accepts only one object for each vendor.</remarks>
public abstract class QuotaVendorRegistration
{
    private protected QuotaVendorRegistration(QuotaVendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        // They become parts of names such as acme/team-a and of settings such as QuotaKit:Acme:ApiKey.
        if (!QuotaNames.IsValid(vendor.Id) || !QuotaNames.IsValid(vendor.SettingName) || !QuotaNames.IsValid(vendor.EnvironmentVariable))
        {
            throw new ArgumentException(
                "Id, SettingName and EnvironmentVariable must be names without white space, slashes and colons.", nameof(vendor));
        }

        Vendor = vendor;
    }

    /// <summary>The vendor.</summary>
    public QuotaVendor Vendor { get; }

    /// <summary>Describes a vendor that has one endpoint and no settings of its own.</summary>
    /// <remarks>For a vendor with settings of its own, or with more than one endpoint, derive from <see cref="QuotaHttpProvider{TOptions}"/>
    /// and create a <see cref="QuotaVendorRegistration{TOptions}"/>.</remarks>
    /// <example>
    /// <code>
    /// public static class AcmeQuota
    /// {
    ///     public static QuotaVendorRegistration&lt;QuotaAccountOptions&gt; Registration { get; } = QuotaVendorRegistration.Create(
    ///         new QuotaVendor
    ///         {
    ///             Id = "acme",
    ///             DisplayName = "Acme Renders",
    ///             SettingName = "Acme",
    ///             EnvironmentVariable = "ACME_API_KEY",
    ///             BaseAddress = new Uri("https://api.acme-renders.example/"),
    ///         },
    ///         client => QuotaEndpoint.Get(client, "v1/usage", keyHeader: "Authorization", AcmeMapper.Map, keyPrefix: "Token "),
    ///         AcmeMapper.ReadError);
    /// }
    ///
    /// services.AddQuotaKit().AddAccount(AcmeQuota.Registration);                    // in an app
    /// var acme = AcmeQuota.Registration.CreateProvider("a-key");                    // in a script
    /// </code>
    /// </example>
    /// <param name="vendor">The vendor.</param>
    /// <param name="createEndpoint">Creates the endpoint. It gets the provider's own client, whose address is the account's
    /// <see cref="QuotaProviderOptions.BaseAddress"/>.</param>
    /// <param name="readError">Reads the vendor's code and message from an error response; null: the HTTP status alone tells the error.</param>
    public static QuotaVendorRegistration<QuotaAccountOptions> Create(
        QuotaVendor vendor, Func<HttpClient, QuotaEndpoint> createEndpoint, Func<QuotaDocument, VendorError>? readError = null)
    {
        ArgumentNullException.ThrowIfNull(createEndpoint);
        return new(vendor, context => new EndpointProvider(context, createEndpoint, readError));
    }

    /// <summary>Creates options with their default values.</summary>
    internal abstract QuotaProviderOptions CreateDefaults();

    /// <summary>Creates a provider with options of the vendor's type.</summary>
    internal abstract IQuotaProvider CreateProvider(QuotaProviderOptions options);

    /// <summary>Reads the settings that the vendor adds to those that every vendor has.</summary>
    internal abstract void ReadOwnSettings(QuotaSettings settings, QuotaProviderOptions options);
}
