using System.CommandLine;
using System.CommandLine.Completions;
using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Completion;

/// <summary>The names of the accounts that are configured, for the shell to complete.</summary>
internal static class AccountCompletion
{
    public static void AddTo(Argument argument) => argument.CompletionSources.Add(_ => Names());

    private static IEnumerable<CompletionItem> Names()
    {
        try
        {
            // No vendor is asked, and no simulator is started: this runs at each press of the key.
            var accounts = ConfiguredAccounts.Open(TimeProvider.System, null, null);
            return [.. accounts.All.Select(p => new CompletionItem(p.Name))];
        }
        catch (QuotaConfigurationException)
        {
            // Not the moment to complain.
            return [];
        }
    }
}
