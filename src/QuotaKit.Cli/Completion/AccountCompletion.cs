using System.CommandLine;
using System.CommandLine.Completions;
using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Completion;

/// <summary>Completes the names of the configured accounts.</summary>
internal static class AccountCompletion
{
    public static void AddTo(Argument argument) => argument.CompletionSources.Add(_ => Names());

    private static IEnumerable<CompletionItem> Names()
    {
        try
        {
            // Sends no request and starts no simulator: this runs at every press of the Tab key.
            var accounts = ConfiguredAccounts.Open(TimeProvider.System, null, null);
            return [.. accounts.All.Select(p => new CompletionItem(p.Name))];
        }
        catch (QuotaConfigurationException)
        {
            // Completion offers nothing when a setting is wrong. The commands report it.
            return [];
        }
    }
}
