namespace QuotaKit.Http;

/// <summary>Sends GET requests to one address, with the key in a header.</summary>
public sealed class KeyedGet
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly string _keyHeader;

    /// <summary>Prepares the address.</summary>
    /// <param name="client">The provider's client, whose base address is the vendor's.</param>
    /// <param name="path">The path below the base address. If the base address has a path of its own, such as a gateway's, it is kept, even when
    /// this path starts with a slash.</param>
    /// <param name="keyHeader">The name of the header for the key.</param>
    public KeyedGet(HttpClient client, string path, string keyHeader)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentException.ThrowIfNullOrEmpty(keyHeader);
        _client = client;
        _address = new Uri(client.BaseAddress!, path.TrimStart('/'));
        _keyHeader = keyHeader;
    }

    /// <summary>Sends one request and returns once the headers of the response have arrived.</summary>
    /// <param name="headerValue">The value of the header: the key, after any prefix that the vendor requires.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<HttpResponseMessage> SendAsync(string headerValue, CancellationToken cancellationToken = default)
    {
        // A request cannot be sent twice, so each call creates one. It is not disposed: that would only dispose its content.
        var request = new HttpRequestMessage(HttpMethod.Get, _address) { Content = EmptyContent.Instance };
        request.Headers.TryAddWithoutValidation(_keyHeader, headerValue);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
