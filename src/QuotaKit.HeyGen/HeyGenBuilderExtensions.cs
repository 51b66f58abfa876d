using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;

namespace QuotaKit;

/// <summary>Adds HeyGen accounts.</summary>
public static class HeyGenBuilderExtensions
{
    /// <summary>The registration of HeyGen: creates its providers and reads its settings.</summary>
    public static QuotaVendorRegistration<HeyGenQuotaOptions> Registration { get; } =
        new(HeyGenQuotaProvider.Vendor, context => new HeyGenQuotaProvider(context), ReadSettings);

    /// <summary>Adds the default HeyGen account, <c>"heygen"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options after the environment and the configuration were read; null sets nothing.</param>
    /// <param name="configureHttp">Extends the account's HTTP pipeline, for example with a message handler; null adds nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// The key comes from HEYGEN_API_KEY or from the setting <c>QuotaKit:HeyGen:ApiKey</c>.
    /// <code>
    /// services.AddQuotaKit().AddHeyGen(options => options.Plan = HeyGenPlan.Pro);
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddHeyGen(
        this IQuotaKitBuilder builder, Action<HeyGenQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds a HeyGen account with a name of its own, such as <c>"heygen/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name: <c>"team-a"</c>.</param>
    /// <param name="configure">Sets options after the configuration was read; null sets nothing.</param>
    /// <param name="configureHttp">Extends the account's HTTP pipeline, for example with a message handler; null adds nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddHeyGen("team-a", options => options.ApiKey = key);
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddHeyGen(
        this IQuotaKitBuilder builder, string account, Action<HeyGenQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, account, configure, configureHttp);

    private static void ReadSettings(QuotaSettings settings, HeyGenQuotaOptions options)
    {
        settings.OneOf(nameof(options.Version), Enum.GetValues<HeyGenApiVersion>().ToDictionary(v => v.ToString()), v => options.Version = v);
        settings.OneOf(nameof(options.Plan), HeyGenPlan.All.ToDictionary(p => p.Name), p => options.Plan = p);
        settings.Amount(nameof(options.MonthlyCredits), v => options.MonthlyCredits = v);
    }
}
