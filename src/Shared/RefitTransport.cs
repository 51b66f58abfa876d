// Compiled only with QuotaKitUseRefit (docs/decisions/0001-refit.md).
using Refit;

namespace QuotaKit.Http;

/// <summary>How Refit has to behave for QuotaKit.</summary>
internal static class RefitTransport
{
    /// <summary>Refit would wrap what HttpClient throws in an exception that holds the request, and so the key.</summary>
    public static RefitSettings Settings { get; } = new() { TransportExceptionFactory = static (_, exception, _) => exception };
}
