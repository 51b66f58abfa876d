using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Http;

namespace QuotaKit.Faults.Tests;

/// <summary>A vendor's provider, created in one of the two ways that <see cref="Made"/> lists.</summary>
internal sealed class MadeProvider : IQuotaProvider, IAsyncDisposable
{
    private readonly IQuotaProvider _provider;

    private MadeProvider(IQuotaProvider provider, ServiceProvider? services)
    {
        _provider = provider;
        Services = services;
    }

    public string Name => _provider.Name;

    /// <summary>The container that created the provider; null if its constructor was called.</summary>
    public ServiceProvider? Services { get; }

    /// <summary>Creates the provider. It retries with next to no wait unless <paramref name="configure"/> changes that.</summary>
    public static MadeProvider Create(
        FaultVendor vendor, Made made, Uri address, Action<QuotaProviderOptions>? configure = null, TimeProvider? clock = null,
        Action<IHttpClientBuilder>? configureHttp = null)
    {
        var atOnce = new QuotaResilienceOptions { BaseDelay = TimeSpan.FromTicks(1) };
        if (made == Made.Alone)
            return new MadeProvider(vendor.Create(address, atOnce, clock, configure: configure), null);

        // An empty configuration keeps out the environment variables of the machine that runs the tests.
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        if (clock is not null)
            services.AddSingleton(clock);
        vendor.AddTo(services.AddQuotaKit(), Configure, configureHttp);
        var container = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        return new MadeProvider(container.GetRequiredKeyedService<IQuotaProvider>(vendor.Id), container);

        void Configure(QuotaProviderOptions options)
        {
            (options.ApiKey, options.BaseAddress, options.Resilience) = (vendor.Key, address, atOnce);
            configure?.Invoke(options);
        }
    }

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => _provider.GetQuotaAsync(cancellationToken);

    /// <summary>Disposes the container, or the provider if there is none.</summary>
    public ValueTask DisposeAsync()
    {
        if (Services is not null)
            return Services.DisposeAsync();
        ((IDisposable)_provider).Dispose();
        return ValueTask.CompletedTask;
    }
}
