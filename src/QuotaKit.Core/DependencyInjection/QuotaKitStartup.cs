using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Empty options that a host validates when it starts: the way to have all accounts' settings checked then.</summary>
internal sealed partial class QuotaKitStartup
{
    [LoggerMessage(4, LogLevel.Warning, "QuotaKit has no account: no API key was found in the QuotaKit section or the environment, and none was added in code")]
    private static partial void NoAccounts(ILogger logger);

    internal sealed class Check(IServiceProvider services) : IValidateOptions<QuotaKitStartup>
    {
        public ValidateOptionsResult Validate(string? name, QuotaKitStartup options)
        {
            services.GetRequiredService<QuotaProviderRegistry>().ThrowIfMisconfigured();
            if (services.GetRequiredService<QuotaClient>().Providers.Count == 0)
                NoAccounts(services.GetRequiredService<ILoggerFactory>().CreateLogger("QuotaKit"));
            return ValidateOptionsResult.Success;
        }
    }
}
