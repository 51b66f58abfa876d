using Microsoft.Extensions.Logging;
using QuotaKit.Http;

namespace QuotaKit.Testing;

/// <summary>The vendor whose provider is checked.</summary>
/// <param name="Vendor">Its names.</param>
/// <param name="Path">The path of its quota document, below its address.</param>
/// <param name="KeyHeader">The header that holds the key.</param>
/// <param name="KeyPrefix">The text before the key.</param>
/// <param name="Document">A good quota document.</param>
/// <param name="CreateOptions">Creates options. They have the address and the key given, and any settings that the vendor's tests add.</param>
/// <param name="CreateProvider">Creates a provider with such options, a clock, a logger and a client; null: its own client.</param>
internal sealed record ContractSubject(
    QuotaVendor Vendor,
    string Path,
    string KeyHeader,
    string KeyPrefix,
    string Document,
    Func<Uri, string, QuotaProviderOptions> CreateOptions,
    Func<QuotaProviderOptions, TimeProvider, ILogger, HttpClient?, IQuotaProvider> CreateProvider);
