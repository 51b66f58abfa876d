namespace QuotaKit.Http;

/// <summary>Tells whether a request of an app's own client went to the address of an account.</summary>
internal static class RequestOrigin
{
    /// <summary>Whether a request went to this address or below it. A gateway may serve other vendors under other paths.</summary>
    /// <param name="sent">The request that got the response. After a redirect, its address is the target of the redirect.</param>
    /// <param name="baseAddress">The address of the account.</param>
    public static bool IsBelow(HttpRequestMessage? sent, Uri baseAddress) =>
        sent?.RequestUri is { IsAbsoluteUri: true } address
        && address.Scheme == baseAddress.Scheme && address.Port == baseAddress.Port
        && string.Equals(address.IdnHost, baseAddress.IdnHost, StringComparison.OrdinalIgnoreCase)
        && address.AbsolutePath.StartsWith(baseAddress.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);
}
