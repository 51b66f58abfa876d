using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

internal sealed class QuotaKitBuilder(IServiceCollection services) : IQuotaKitBuilder
{
    public IServiceCollection Services { get; } = services;
}
