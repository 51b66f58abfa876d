using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>The settings of a vzla.io account. Its <see cref="QuotaProviderOptions.ApiKey"/> starts with <c>vzlaio_</c>.</summary>
public sealed class VzlaQuotaOptions() : QuotaProviderOptions(VzlaQuotaProvider.Vendor);
