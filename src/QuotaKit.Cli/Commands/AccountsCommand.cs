using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit accounts</c>: lists the configured accounts, and where their keys come from. Sends no request.</summary>
internal sealed class AccountsCommand : AccountCommand
{
    public AccountsCommand()
        : base(
            "accounts",
            "List the configured accounts, and where their keys come from. Sends no request.",
            "quotakit accounts",
            "quotakit accounts --demo --json")
    {
        // The earlier name of the command.
        Aliases.Add("providers");
        AddAccountOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var accounts = AccountListing.Of(await session.OpenAsync());
        if (session.IsJson)
            await new AccountsDocument(accounts).WriteAsync(Console.Out, CliJson.Default.AccountsDocument);
        else
            AccountList.Write(Console.Out, accounts);
        return ExitCode.Fine;
    }
}
