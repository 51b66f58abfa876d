// Compiled only without QuotaKitUseRefit (docs/decisions/0001-refit.md).
namespace QuotaKit.Http;

/// <summary>One address that is asked with a key in a header.</summary>
/// <param name="client">The client; its address is the vendor's.</param>
/// <param name="path">The path below that address, with a slash in front as Refit wants it.</param>
/// <param name="header">The header that takes the key.</param>
internal sealed class HttpClientEndpoint(HttpClient client, string path, string header)
{
    private readonly Uri _address = new(client.BaseAddress!, path.TrimStart('/'));

    public async Task<HttpResponseMessage> GetAsync(string value, CancellationToken cancellationToken)
    {
        // A new request each time: one that was sent cannot be sent again.
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        request.Headers.TryAddWithoutValidation(header, value);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }
}
