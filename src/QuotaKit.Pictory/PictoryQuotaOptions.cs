using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>The settings of a Pictory account. Its <see cref="QuotaProviderOptions.ApiKey"/> starts with <c>pictai_</c>. A key that starts
/// differently is sent as well, and the snapshot gets a warning.</summary>
public sealed class PictoryQuotaOptions() : QuotaProviderOptions(PictoryQuotaProvider.Vendor);
