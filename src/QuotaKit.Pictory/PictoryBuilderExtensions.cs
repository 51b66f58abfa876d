using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Pictory;

namespace QuotaKit;

/// <summary>Adds Pictory accounts.</summary>
public static class PictoryBuilderExtensions
{
    /// <summary>How Pictory is made in a container.</summary>
    public static QuotaVendorRegistration<PictoryQuotaOptions> Registration { get; } =
        new(PictoryQuotaProvider.Vendor, context => new PictoryQuotaProvider(context));

    /// <summary>Adds the Pictory account named <c>"pictory"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options, after the environment and the configuration have; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddPictory(
        this IQuotaKitBuilder builder, Action<PictoryQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, configure: configure, configureHttp: configureHttp);

    /// <summary>Adds a Pictory account of that name: <c>"pictory/team-a"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="configure">Sets options, after the configuration has; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddPictory(
        this IQuotaKitBuilder builder, string account, Action<PictoryQuotaOptions>? configure = null, Action<IHttpClientBuilder>? configureHttp = null) =>
        builder.AddAccount(Registration, account, configure, configureHttp);
}
