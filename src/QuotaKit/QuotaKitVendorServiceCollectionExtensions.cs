using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>Registers QuotaKit with all its vendors.</summary>
public static class QuotaKitVendorServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IQuotaClient"/> with every vendor whose key is in the host configuration's section <c>QuotaKit</c> or in
    /// the environment (HEYGEN_API_KEY, PICTORY_API_KEY, VZLA_API_KEY, and variables named <c>QuotaKit__…</c>). Further accounts are added to
    /// the builder.</summary>
    /// <remarks>Resolves <see cref="IQuotaClient"/>, all <see cref="IQuotaProvider"/>, and each by its name as a keyed service:
    /// <c>"heygen"</c>, <c>"heygen/team-a"</c>. A host checks all settings when it starts.</remarks>
    /// <param name="services">The services. Calling again changes nothing.</param>
    /// <returns>The builder to add accounts and providers with.</returns>
    public static IQuotaKitBuilder AddQuotaKit(this IServiceCollection services) =>
        services.AddQuotaKitCore()
            .AddVendor(HeyGenBuilderExtensions.Registration, discover: true)
            .AddVendor(PictoryBuilderExtensions.Registration, discover: true)
            .AddVendor(VzlaBuilderExtensions.Registration, discover: true);

    /// <summary>Like <see cref="AddQuotaKit(IServiceCollection)"/>, with the settings from this section. A setting that nobody knows, or a
    /// value of the wrong type, is an error that names the setting. Variables named <c>QuotaKit__…</c> are read as well, and count where the
    /// section says nothing: a gateway that is set there is used.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, as in <c>configuration.GetSection("QuotaKit")</c>.</param>
    /// <returns>The builder to add accounts and providers with.</returns>
    public static IQuotaKitBuilder AddQuotaKit(this IServiceCollection services, IConfiguration section) =>
        services.AddQuotaKit().UseConfiguration(section);
}
