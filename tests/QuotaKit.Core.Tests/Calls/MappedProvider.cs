using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>A provider for vzla.io with the mapper and the error reader of a test.</summary>
internal sealed class MappedProvider : QuotaHttpProvider<VzlaQuotaOptions>
{
    private readonly Func<QuotaDocument, VendorError> _readError;

    public MappedProvider(
        QuotaProviderContext<VzlaQuotaOptions> context, Func<QuotaDocument, QuotaSnapshot> map, Func<QuotaDocument, VendorError>? readError = null)
        : base(context)
    {
        _readError = readError ?? (_ => default);
        Endpoint = QuotaEndpoint.Get(HttpClient, "api/quantis/v2/me/quota/", "Authorization", map, "Bearer ");
    }

    protected override QuotaEndpoint Endpoint { get; }

    protected override VendorError ReadError(QuotaDocument response) => _readError(response);
}
