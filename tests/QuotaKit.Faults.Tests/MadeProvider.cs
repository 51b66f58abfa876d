using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Http;

namespace QuotaKit.Faults.Tests;

/// <summary>The two ways to make a provider, which differ in who makes its HTTP client.</summary>
public enum Made
{
    Alone,
    InContainer,
}

/// <summary>A vendor's provider, made in one of the two ways.</summary>
internal sealed class MadeProvider : IQuotaProvider, IAsyncDisposable
{
    private readonly IQuotaProvider _provider;

    private MadeProvider(IQuotaProvider provider, ServiceProvider? services)
    {
        _provider = provider;
        Services = services;
    }

    public string Name => _provider.Name;

    /// <summary>The container that it was made in; null when it was made alone.</summary>
    public ServiceProvider? Services { get; }

    /// <summary>Makes it, with retries that nobody has to wait for unless <paramref name="configure"/> says otherwise.</summary>
    public static MadeProvider Create(
        FaultVendor vendor, Made made, Uri address, Action<QuotaProviderOptions>? configure = null, TimeProvider? clock = null,
        Action<IHttpClientBuilder>? configureHttp = null)
    {
        var atOnce = new QuotaResilienceOptions { BaseDelay = TimeSpan.FromTicks(1) };
        if (made == Made.Alone)
            return new MadeProvider(vendor.Create(address, atOnce, clock, configure: configure), null);

        // The clients would pick up the configuration of whoever runs the tests; this one is empty.
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

    /// <summary>Ends whatever made the provider.</summary>
    public ValueTask DisposeAsync()
    {
        if (Services is not null)
            return Services.DisposeAsync();
        ((IDisposable)_provider).Dispose();
        return ValueTask.CompletedTask;
    }
}
