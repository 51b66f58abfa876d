namespace QuotaKit.Http;

/// <summary>An endpoint of a vendor: sends its request, and maps its response to a snapshot.</summary>
/// <param name="Send">Sends one request with the given key, and returns once the headers of the response have arrived.</param>
/// <param name="Map">Maps a successful response to a snapshot. Must be a pure function.</param>
public sealed record QuotaEndpoint(
    Func<string, CancellationToken, Task<HttpResponseMessage>> Send,
    Func<QuotaDocument, QuotaSnapshot> Map)
{
    /// <summary>Reads the errors of this endpoint, such as one version of an API. The default value is null: the provider's
    /// <see cref="QuotaHttpProvider.ReadError"/> reads them.</summary>
    public Func<QuotaDocument, VendorError>? ReadError { get; init; }

    /// <summary>Creates an endpoint that sends a GET request with the key in a header. For other requests, write <see cref="Send"/> yourself.</summary>
    /// <param name="client">The provider's client, <see cref="QuotaHttpProvider.HttpClient"/>.</param>
    /// <param name="path">The path below the client's base address, such as <c>"v1/usage"</c>. If the base address has a path of its own, such as a
    /// gateway's, it is kept, even when this path starts with a slash.</param>
    /// <param name="keyHeader">The name of the header for the key, such as <c>"x-api-key"</c>.</param>
    /// <param name="map">Maps a successful response to a snapshot. Must be a pure function.</param>
    /// <param name="keyPrefix">The text in front of the key, with its space, such as <c>"Bearer "</c>. The default value is empty.</param>
    public static QuotaEndpoint Get(
        HttpClient client, string path, string keyHeader, Func<QuotaDocument, QuotaSnapshot> map, string keyPrefix = "")
    {
        ArgumentNullException.ThrowIfNull(map);
        var get = new KeyedGet(client, path, keyHeader);
        return new QuotaEndpoint((key, cancellationToken) => get.SendAsync(keyPrefix + key, cancellationToken), map);
    }
}
