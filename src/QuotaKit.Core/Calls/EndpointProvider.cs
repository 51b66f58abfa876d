namespace QuotaKit.Http;

/// <summary>The provider of a vendor that has one endpoint and no settings of its own.</summary>
internal sealed class EndpointProvider : QuotaHttpProvider<QuotaAccountOptions>
{
    private readonly Func<QuotaDocument, VendorError>? _readError;

    public EndpointProvider(
        QuotaProviderContext<QuotaAccountOptions> context, Func<HttpClient, QuotaEndpoint> createEndpoint, Func<QuotaDocument, VendorError>? readError)
        : base(context) => (Endpoint, _readError) = (createEndpoint(HttpClient), readError);

    protected override QuotaEndpoint Endpoint { get; }

    protected override VendorError ReadError(QuotaDocument response) => _readError?.Invoke(response) ?? default;
}
