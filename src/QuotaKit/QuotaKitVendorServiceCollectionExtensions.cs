using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>Registers QuotaKit with all its vendors.</summary>
public static class QuotaKitVendorServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IQuotaClient"/> with every account whose key is in the host configuration's section <c>QuotaKit</c> or in
    /// the environment: HEYGEN_API_KEY, PICTORY_API_KEY, VZLA_API_KEY, and variables named <c>QuotaKit__…</c>. Add further accounts with the
    /// builder.</summary>
    /// <remarks>Also registers each <see cref="IQuotaProvider"/>, and each of them as a keyed service by its name: <c>"heygen"</c>,
    /// <c>"heygen/team-a"</c>. A host validates all settings when it starts.</remarks>
    /// <param name="services">The services. Calling this method again changes nothing.</param>
    /// <returns>The builder for further accounts and providers.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddQuotaKit().AddPictory("team-a", options => options.ApiKey = key);
    ///
    /// // In a service that gets an IQuotaClient:
    /// var report = await client.GetAllAsync();
    /// foreach (var result in report.Results)
    ///     Console.WriteLine(result.IsSuccess ? $"{result.Name}: {result.Snapshot.Status}" : $"{result.Name}: {result.Error.Kind}");
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddQuotaKit(this IServiceCollection services) =>
        services.AddQuotaKitCore()
            .AddVendor(HeyGenBuilderExtensions.Registration, discover: true)
            .AddVendor(PictoryBuilderExtensions.Registration, discover: true)
            .AddVendor(VzlaBuilderExtensions.Registration, discover: true);

    /// <summary>Registers <see cref="IQuotaClient"/> like <see cref="AddQuotaKit(IServiceCollection)"/>, with the settings from this section. A
    /// setting with an unknown name, or a value of the wrong type, is an error that names the setting.</summary>
    /// <remarks>Variables named <c>QuotaKit__…</c> are read as well. They apply to settings that the section does not have, such as the address
    /// of a gateway.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="section">The section: <c>configuration.GetSection("QuotaKit")</c>.</param>
    /// <returns>The builder for further accounts and providers.</returns>
    /// <exception cref="ArgumentException"><paramref name="section"/> is the whole configuration.</exception>
    /// <example>
    /// <code>
    /// services.AddQuotaKit(configuration.GetSection("QuotaKit"));
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddQuotaKit(this IServiceCollection services, IConfiguration section) =>
        services.AddQuotaKit().UseConfiguration(section);
}
