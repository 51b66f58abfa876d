using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>The builder that <see cref="QuotaKitServiceCollectionExtensions.AddQuotaKitCore"/> returns.</summary>
internal sealed class QuotaKitBuilder(IServiceCollection services) : IQuotaKitBuilder
{
    public IServiceCollection Services { get; } = services;
}
