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

    /// <summary>Watches every response that this client gets from HeyGen. When HeyGen says that the credits are used up, the cached snapshot and the guard's
    /// answer are too old at once: the next read or reservation asks HeyGen.</summary>
    /// <remarks>These responses say so: status 402, or another one of 400 to 499 with the code <c>insufficient_credit</c> or <c>quota_exceeded</c>. To find
    /// the code, at most 16 KiB of the JSON body of such a response are read before the app gets it; the app still reads the whole body. Requests to another
    /// address, or with another account's key, are not watched. No request is sent, and no response changes.</remarks>
    /// <param name="http">Your own client for HeyGen.</param>
    /// <param name="account">The account whose key the client uses. The default value is <c>"default"</c>.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddHeyGen().AddGuard();
    /// services.AddHttpClient("my-heygen").AddHeyGenQuotaObserver();
    /// </code>
    /// </example>
    public static IHttpClientBuilder AddHeyGenQuotaObserver(this IHttpClientBuilder http, string account = "default")
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        // QuotaKit's own client is left out: the errors of its calls are reported by themselves.
        return http.Name?.StartsWith("QuotaKit:", StringComparison.Ordinal) == true
            ? http
            : http.AddHttpMessageHandler(services => new HeyGenQuotaObserver(services, account));
    }

    private static void ReadSettings(QuotaSettings settings, HeyGenQuotaOptions options)
    {
        settings.OneOf(nameof(options.Version), Enum.GetValues<HeyGenApiVersion>().ToDictionary(v => v.ToString()), v => options.Version = v);
        settings.OneOf(nameof(options.Plan), HeyGenPlan.All.ToDictionary(p => p.Name), p => options.Plan = p);
        settings.Amount(nameof(options.MonthlyCredits), v => options.MonthlyCredits = v);
    }
}
