using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;

namespace QuotaKit;

/// <summary>Adds HeyGen accounts.</summary>
public static class HeyGenBuilderExtensions
{
    /// <summary>How HeyGen is made in a container.</summary>
    public static QuotaVendorRegistration<HeyGenQuotaOptions> Registration { get; } =
        new(HeyGenQuotaProvider.Vendor, context => new HeyGenQuotaProvider(context), ReadSettings);

    /// <summary>Adds the HeyGen account named <c>"heygen"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options, after the environment and the configuration have; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddHeyGen(
        this IQuotaKitBuilder builder, Action<HeyGenQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds a HeyGen account of that name: <c>"heygen/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="configure">Sets options, after the configuration has; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
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
