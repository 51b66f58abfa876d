using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Stands for nothing; it is what a host validates at its start, and so what creates the client, whose settings are checked by that.</summary>
internal sealed class QuotaKitStartup
{
    internal sealed class Check(IServiceProvider services) : IValidateOptions<QuotaKitStartup>
    {
        public ValidateOptionsResult Validate(string? name, QuotaKitStartup options)
        {
            services.GetRequiredService<QuotaProviderRegistry>().ThrowIfMisconfigured();
            _ = services.GetRequiredService<QuotaClient>();
            return ValidateOptionsResult.Success;
        }
    }
}
