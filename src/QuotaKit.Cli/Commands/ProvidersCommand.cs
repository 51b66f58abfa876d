using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit providers</c>: the vendors and accounts that are known, and where their keys come from. Asks nobody.</summary>
internal static class ProvidersCommand
{
    public static Command Create()
    {
        var command = new CliCommand(
            "providers",
            "List the vendors, the accounts that are configured, and where their keys come from. Asks no vendor.",
            "quotakit providers",
            "quotakit providers --demo --json");
        var options = new AccountOptions(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, AccountOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var accounts = await options.OpenAsync(parsed, clock, cancellationToken);
        ProviderEntry[] entries = [.. VendorEntry.All.SelectMany(v => EntriesOf(v, accounts))];
        if (options.IsJson(parsed))
            await new ProvidersDocument(entries).WriteAsync(Console.Out, CliJson.Default.ProvidersDocument);
        else
            TextColumns.Write(Console.Out, [["ACCOUNT", "VENDOR", "KEY"], .. entries.Select(Row)]);
        return ExitCode.Fine;
    }

    /// <summary>Its accounts; a vendor without one has an entry all the same, which says how to add one.</summary>
    private static IEnumerable<ProviderEntry> EntriesOf(VendorEntry vendor, AccountSet accounts) =>
        accounts.All.Select(p => AccountName.Of(p.Name)).Where(a => a.Vendor == vendor).Select(a => ProviderEntry.Of(a, accounts.KeyOriginOf(a)))
            .DefaultIfEmpty(ProviderEntry.Missing(vendor));

    private static string[] Row(ProviderEntry entry) =>
    [
        entry.IsConfigured ? entry.Name : "-",
        entry.Vendor,
        entry.KeyFrom ?? (entry.IsConfigured ? $"none: set {entry.KeySetting}" : $"none: set {entry.KeyVariable}"),
    ];
}
