using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuotaKit.Vzla;

namespace QuotaKit;

/// <summary>Adds vzla.io accounts.</summary>
public static class VzlaBuilderExtensions
{
    /// <summary>How vzla.io is made in a container.</summary>
    public static QuotaVendorRegistration<VzlaQuotaOptions> Registration { get; } =
        new(VzlaQuotaProvider.Vendor, context => new VzlaQuotaProvider(context));

    /// <summary>Adds the vzla.io account named <c>"vzla"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options, after the environment and the configuration have; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddVzla(
        this IQuotaKitBuilder builder, Action<VzlaQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds a vzla.io account of that name: <c>"vzla/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="configure">Sets options, after the configuration has; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddVzla(
        this IQuotaKitBuilder builder, string account, Action<VzlaQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, account, configure, configureHttp);

    /// <summary>Reads the quota headers of every answer that this client gets from vzla.io, so that the cached snapshot stays current
    /// without a call of its own. It changes nothing about the requests and answers.</summary>
    /// <param name="http">Your own vzla.io client.</param>
    /// <param name="account">The account whose token the client uses. The default value is <c>"default"</c>.</param>
    public static IHttpClientBuilder AddVzlaQuotaObserver(this IHttpClientBuilder http, string account = "default")
    {
        ArgumentNullException.ThrowIfNull(http);
        // QuotaKit's own client reads the whole document, which tells more than its headers; they would displace it, being seen later.
        // For ConfigureHttpClientDefaults there is no name, and QuotaKit's clients take no handlers from it.
        if (http.Name?.StartsWith($"QuotaKit:{VzlaQuotaProvider.Vendor.Id}", StringComparison.Ordinal) == true)
            return http;
        http.Services.TryAddSingleton(TimeProvider.System);
        return http.AddHttpMessageHandler(services => new VzlaQuotaObserver(services, account));
    }
}
