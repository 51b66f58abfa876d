namespace QuotaKit.Http;

/// <summary>One address that is asked with GET, the key being in a header.</summary>
public sealed class KeyedGet
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly string _keyHeader;

    /// <summary>Prepares the address.</summary>
    /// <param name="client">The provider's own client, whose address is the vendor's.</param>
    /// <param name="path">The path below that address. A prefix of the address, as of a gateway, is kept, also when the path begins with
    /// a slash.</param>
    /// <param name="keyHeader">The header that takes the key.</param>
    public KeyedGet(HttpClient client, string path, string keyHeader)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentException.ThrowIfNullOrEmpty(keyHeader);
        _client = client;
        _address = new Uri(client.BaseAddress!, path.TrimStart('/'));
        _keyHeader = keyHeader;
    }

    /// <summary>Sends one request and returns as soon as the answer's headers are there.</summary>
    /// <param name="headerValue">The key, with what the vendor wants in front of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HttpResponseMessage> SendAsync(string headerValue, CancellationToken cancellationToken = default)
    {
        // A new request each time: one that was sent cannot be sent again. Disposing of it would only dispose of its content.
        var request = new HttpRequestMessage(HttpMethod.Get, _address) { Content = EmptyContent.Instance };
        request.Headers.TryAddWithoutValidation(_keyHeader, headerValue);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
