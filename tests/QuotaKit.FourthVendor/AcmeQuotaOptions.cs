using QuotaKit.Http;

namespace QuotaKit.Acme;

/// <summary>The settings of an Acme Renders account.</summary>
public sealed class AcmeQuotaOptions() : QuotaProviderOptions(AcmeQuotaProvider.Vendor);
