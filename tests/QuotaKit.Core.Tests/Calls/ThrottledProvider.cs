using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>vzla.io as a vendor whose 429 means too fast, which at vzla.io itself means used up.</summary>
internal sealed class ThrottledProvider : QuotaHttpProvider<VzlaQuotaOptions>
{
    private ThrottledProvider(QuotaProviderContext<VzlaQuotaOptions> context)
        : base(context)
    {
        Endpoint = new QuotaEndpoint(SendAsync, static document =>
        {
            var snapshot = document.StartSnapshot();
            snapshot.Add(new QuotaBalance
            {
                Key = "requests",
                Label = "Requests",
                Unit = QuotaUnit.Requests,
                Kind = QuotaKind.Allowance,
                Remaining = document.Root.Number("remaining"u8),
            });
            return snapshot.Build();
        });
    }

    protected override QuotaEndpoint Endpoint { get; }

    public static ThrottledProvider Create(Uri address, string key, TimeProvider clock) =>
        new(new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = key, BaseAddress = address }) { TimeProvider = clock });

    protected override VendorError ReadError(QuotaDocument answer) => default;

    private async Task<HttpResponseMessage> SendAsync(string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/quantis/v2/me/quota/");
        request.Headers.Authorization = new("Bearer", key);
        return await HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
