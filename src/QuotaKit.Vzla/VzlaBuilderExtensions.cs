using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuotaKit.Vzla;

namespace QuotaKit;

/// <summary>Adds vzla.io accounts.</summary>
public static class VzlaBuilderExtensions
{
    /// <summary>The registration of vzla.io: creates its providers and reads its settings.</summary>
    public static QuotaVendorRegistration<VzlaQuotaOptions> Registration { get; } =
        new(VzlaQuotaProvider.Vendor, context => new VzlaQuotaProvider(context));

    /// <summary>Adds the default vzla.io account, <c>"vzla"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options after the environment and the configuration were read; null sets nothing.</param>
    /// <param name="configureHttp">Extends the account's HTTP pipeline, for example with a message handler; null adds nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// The token comes from VZLA_API_KEY or from the setting <c>QuotaKit:Vzla:ApiKey</c>.
    /// <code>
    /// services.AddQuotaKit().AddVzla(options => options.Thresholds = new QuotaThresholds(Warning: 0.5, Critical: 0.9));
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddVzla(
        this IQuotaKitBuilder builder, Action<VzlaQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds a vzla.io account with a name of its own, such as <c>"vzla/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name: <c>"team-a"</c>.</param>
    /// <param name="configure">Sets options after the configuration was read; null sets nothing.</param>
    /// <param name="configureHttp">Extends the account's HTTP pipeline, for example with a message handler; null adds nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddVzla("team-a", options => options.ApiKey = token);
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddVzla(
        this IQuotaKitBuilder builder, string account, Action<VzlaQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, account, configure, configureHttp);

    /// <summary>Reads the quota headers of every response that this client gets from vzla.io, and updates the cached snapshot of the account
    /// with them. No further request is sent, and the client's requests and responses stay as they are.</summary>
    /// <param name="http">Your own client for vzla.io.</param>
    /// <param name="account">The account whose token the client uses. The default value is <c>"default"</c>.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddVzla(options => options.ApiKey = token);
    /// services.AddHttpClient("my-vzla").AddVzlaQuotaObserver();
    /// </code>
    /// </example>
    public static IHttpClientBuilder AddVzlaQuotaObserver(this IHttpClientBuilder http, string account = "default")
    {
        ArgumentNullException.ThrowIfNull(http);
        // QuotaKit's own client is left out. It reads the whole document, and the headers of the same response, which say less, would then
        // be merged over it. With ConfigureHttpClientDefaults there is no name, but QuotaKit's clients take no handlers from there.
        if (http.Name?.StartsWith($"QuotaKit:{VzlaQuotaProvider.Vendor.Id}", StringComparison.Ordinal) == true)
            return http;
        http.Services.TryAddSingleton(TimeProvider.System);
        return http.AddHttpMessageHandler(services => new VzlaQuotaObserver(services, account));
    }
}
