namespace QuotaKit.Http;

/// <summary>One way to ask a vendor: how the request is sent, and what its answer means.</summary>
/// <param name="Send">Sends one request with the key given, and returns as soon as the answer's headers are there.</param>
/// <param name="Map">Makes a snapshot of a good answer. Pure.</param>
public sealed record QuotaEndpoint(
    Func<string, CancellationToken, Task<HttpResponseMessage>> Send,
    Func<QuotaDocument, QuotaSnapshot> Map)
{
    /// <summary>Reads this endpoint's errors in place of the provider's own reader, as where two versions of an API differ. The default value
    /// is null: the provider's reader is used.</summary>
    public Func<QuotaDocument, VendorError>? ReadError { get; init; }

    /// <summary>An endpoint that is asked with GET, the key being in a header. For anything else, write <see cref="Send"/> yourself.</summary>
    /// <param name="client">The provider's own client: <see cref="QuotaHttpProvider.HttpClient"/>.</param>
    /// <param name="path">The path below the client's address: <c>"v1/usage"</c>. A prefix of that address, as of a gateway, is kept,
    /// also when the path begins with a slash.</param>
    /// <param name="keyHeader">The header that takes the key: <c>"x-api-key"</c>.</param>
    /// <param name="map">Makes a snapshot of a good answer. Pure.</param>
    /// <param name="keyPrefix">What stands in front of the key, its space included: <c>"Bearer "</c>. The default value is empty.</param>
    public static QuotaEndpoint Get(
        HttpClient client, string path, string keyHeader, Func<QuotaDocument, QuotaSnapshot> map, string keyPrefix = "")
    {
        ArgumentNullException.ThrowIfNull(map);
        var get = new KeyedGet(client, path, keyHeader);
        return new QuotaEndpoint((key, cancellationToken) => get.SendAsync(keyPrefix + key, cancellationToken), map);
    }
}
