using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Empty options that a host validates when it starts. Their validation checks the settings of all accounts.</summary>
internal sealed partial class QuotaKitStartup
{
    [LoggerMessage(4, LogLevel.Warning, "QuotaKit has no account: no API key was found in the QuotaKit section or the environment, and none was added in code")]
    private static partial void NoAccounts(ILogger logger);

    /// <summary>Fails when an account could not be created, and warns when there is none.</summary>
    internal sealed class Check(IServiceProvider services) : IValidateOptions<QuotaKitStartup>
    {
        public ValidateOptionsResult Validate(string? name, QuotaKitStartup options)
        {
            List<QuotaConfigurationException> problems = [.. services.GetRequiredService<QuotaProviderRegistry>().Problems];
            try
            {
                if (services.GetRequiredService<QuotaClient>().Accounts.Count == 0)
                    NoAccounts(services.GetRequiredService<ILoggerFactory>().CreateLogger("QuotaKit"));
                // Creating the guard, if there is one, checks its options.
                services.GetService<IQuotaGuard>();
            }
            catch (QuotaConfigurationException e)
            {
                problems.Add(e);
            }

            if (problems.Count > 0)
            {
                throw problems is [var only]
                    ? only
                    : new QuotaConfigurationException("", string.Join(" ", problems.Select(p => p.Message)), new AggregateException(problems));
            }

            return ValidateOptionsResult.Success;
        }
    }
}
