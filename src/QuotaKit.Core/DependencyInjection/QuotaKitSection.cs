using Microsoft.Extensions.Configuration;

namespace QuotaKit;

/// <summary>The QuotaKit section in force: the one given to AddQuotaKit, else the host configuration's own; null without a configuration.</summary>
internal sealed class QuotaKitSection(QuotaKitRegistrations registrations, IConfiguration? hostConfiguration = null)
{
    public const string Name = "QuotaKit";

    public IConfiguration? Value { get; } = registrations.Section ?? hostConfiguration?.GetSection(Name);
}
