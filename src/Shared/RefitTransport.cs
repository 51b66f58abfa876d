// Compiled only with QuotaKitUseRefit (docs/decisions/0001-refit.md).
using Refit;

namespace QuotaKit.Http;

/// <summary>Holds the Refit settings that all vendors use.</summary>
internal static class RefitTransport
{
    public static RefitSettings Settings { get; } = new()
    {
        // By default Refit wraps what HttpClient throws in an exception that holds the request, and so the key.
        TransportExceptionFactory = static (_, exception, _) => exception,
        // Paths are resolved as HttpClient resolves them, so that both builds send the same address.
        UrlResolution = UrlResolutionMode.Rfc3986,
    };
}
