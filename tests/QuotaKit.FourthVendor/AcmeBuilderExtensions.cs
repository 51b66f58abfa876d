using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Acme;

namespace QuotaKit;

/// <summary>Adds Acme Renders accounts.</summary>
public static class AcmeBuilderExtensions
{
    /// <summary>How Acme Renders is made in a container.</summary>
    public static QuotaVendorRegistration<AcmeQuotaOptions> Registration { get; } =
        new(AcmeQuotaProvider.Vendor, context => new AcmeQuotaProvider(context));

    /// <summary>Adds the Acme Renders account named <c>"acme"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options, after the environment and the configuration have; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddAcme(
        this IQuotaKitBuilder builder, Action<AcmeQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds an Acme Renders account of that name: <c>"acme/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="configure">Sets options, after the configuration has; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddAcme(
        this IQuotaKitBuilder builder, string account, Action<AcmeQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, account, configure, configureHttp);
}
