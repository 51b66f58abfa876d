using System.Net;

namespace QuotaKit;

/// <summary>Tells which outcomes of a request prove that the vendor charged nothing. Everything else may have been charged.</summary>
internal static class ChargeProof
{
    /// <summary>Whether a status says that the vendor refused the request before it did anything.</summary>
    /// <remarks>Not among them: 408, because a gateway sends it too while the vendor works; 409 and 425, because an earlier copy of the request may be in
    /// progress; 3xx and 5xx.</remarks>
    public static bool IsRefusal(HttpStatusCode status) => (int)status is
        400 or 401 or 402 or 403 or 404 or 405 or 406 or 407 or 410 or 411 or 413 or 414 or 415 or 417 or 421 or 422 or 426 or 428 or 429 or 431 or 451;

    /// <summary>Whether an error shows that no connection was made, so that nothing was sent.</summary>
    public static bool WasNeverSent(Exception error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };
}
