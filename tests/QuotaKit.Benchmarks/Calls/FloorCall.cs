using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Reads the document with the least code possible, as the floor of the comparison: HttpClient and source-generated JSON. It has no timeout,
/// no size limit, no retry and no helpful errors.</summary>
internal static class FloorCall
{
    public static Func<Task> Create(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = server };
        return document.Vendor switch
        {
            "heygen" => () => ReadAsync(client, document, DocumentJson.Default.HeyGenDocument),
            "pictory" => () => ReadAsync(client, document, DocumentJson.Default.PictoryDocument),
            _ => () => ReadAsync(client, document, DocumentJson.Default.VzlaDocument),
        };
    }

    private static async Task<T?> ReadAsync<T>(HttpClient client, VendorDocument document, JsonTypeInfo<T> type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, document.Path);
        request.Headers.TryAddWithoutValidation(document.KeyHeader, document.HeaderValue);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            return await JsonSerializer.DeserializeAsync(stream, type).ConfigureAwait(false);
    }
}
