using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>Adds vendors, accounts and providers to a service collection.</summary>
/// <example>
/// Two accounts of one vendor, and a provider of your own:
/// <code>
/// services.AddQuotaKit()
///     .AddHeyGen(options => options.ApiKey = key)
///     .AddHeyGen("team-a", options => options.ApiKey = keyOfTeamA)
///     .AddProvider&lt;SeatsProvider>();
/// </code>
/// </example>
public interface IQuotaKitBuilder
{
    /// <summary>The service collection.</summary>
    IServiceCollection Services { get; }
}
