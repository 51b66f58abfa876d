using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Pictory;

namespace QuotaKit;

/// <summary>Adds Pictory accounts.</summary>
public static class PictoryBuilderExtensions
{
    /// <summary>The registration of Pictory: creates its providers and reads its settings.</summary>
    public static QuotaVendorRegistration<PictoryQuotaOptions> Registration { get; } =
        new(PictoryQuotaProvider.Vendor, context => new PictoryQuotaProvider(context));

    /// <summary>Adds the default Pictory account, <c>"pictory"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options after the environment and the configuration were read; null sets nothing.</param>
    /// <param name="configureHttp">Extends the account's HTTP pipeline, for example with a message handler; null adds nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// The key comes from PICTORY_API_KEY or from the setting <c>QuotaKit:Pictory:ApiKey</c>.
    /// <code>
    /// services.AddQuotaKit().AddPictory(options => options.Thresholds = new QuotaThresholds(Warning: 0.5, Critical: 0.9));
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddPictory(
        this IQuotaKitBuilder builder, Action<PictoryQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds a Pictory account with a name of its own, such as <c>"pictory/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name: <c>"team-a"</c>.</param>
    /// <param name="configure">Sets options after the configuration was read; null sets nothing.</param>
    /// <param name="configureHttp">Extends the account's HTTP pipeline, for example with a message handler; null adds nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddPictory("team-a", options => options.ApiKey = key);
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddPictory(
        this IQuotaKitBuilder builder, string account, Action<PictoryQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, account, configure, configureHttp);
}
