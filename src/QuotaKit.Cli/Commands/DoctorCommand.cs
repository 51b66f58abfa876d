using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit doctor [account...]</c>: which keys were found and where, whether they are accepted, and how the vendors are reached.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var names = AccountOptions.Names("The accounts to look at. All of them when none is named.");
        var command = new CliCommand(
            "doctor",
            "Tell which keys were found and where, whether the vendors accept them, whether the clock is right, and how long connecting takes.",
            "quotakit doctor",
            "quotakit doctor heygen --config ./quotakit.json",
            "quotakit doctor --demo") { names };
        var options = new AccountOptions(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed, options, parsed.GetValue(names) ?? [], TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, AccountOptions options, string[] names, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asJson = options.IsJson(parsed);
        await using var accounts = await options.OpenAsync(parsed, clock, cancellationToken);
        var chosen = accounts.Choose(names);
        using var client = new QuotaClient(chosen, timeProvider: clock);
        var screen = asJson || Console.IsOutputRedirected ? null : Terminal.Open();
        var found = await Terminal.WaitAsync(screen, () => ExamineAsync(accounts, client, useProxy: !options.IsDemo(parsed), clock, cancellationToken));
        if (asJson)
            await DoctorDocument.Of(accounts.ConfigFile, found).WriteAsync(Console.Out, CliJson.Default.DoctorDocument);
        else
            Write(Console.Out, accounts, found, isAll: names.Length == 0);
        return found.Max(d => d.ExitCode);
    }

    private static async Task<Diagnosis[]> ExamineAsync(
        AccountSet accounts, QuotaClient client, bool useProxy, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Accounts of one vendor have one way to it.
        var probes = new Dictionary<Uri, Task<VendorProbe>>();
        var addresses = client.Accounts.Select(name => AddressOf(accounts, AccountName.Of(name))).ToList();
        foreach (var address in addresses.OfType<Uri>())
            probes.TryAdd(address, VendorProbe.SendAsync(address, useProxy, clock, cancellationToken));
        var report = await client.GetAllAsync(cancellationToken: cancellationToken);
        await Task.WhenAll(probes.Values);
        return [.. report.Results.Zip(addresses, (result, address) =>
        {
            var account = AccountName.Of(result.Name);
            return new Diagnosis(
                account,
                accounts.KeyOriginOf(account),
                // Without what could be a password in it.
                address is null ? null : $"{address.Scheme}://{address.Authority}{address.AbsolutePath}",
                address is null ? null : probes[address].Result,
                result);
        })];
    }

    private static Uri? AddressOf(AccountSet accounts, AccountName account)
    {
        try
        {
            return accounts.OptionsOf(account).BaseAddress;
        }
        catch (QuotaConfigurationException)
        {
            // The read says what is wrong.
            return null;
        }
    }

    private static void Write(TextWriter output, AccountSet accounts, Diagnosis[] found, bool isAll)
    {
        if (accounts.ConfigFile is { } file)
            output.WriteLine($"config file  {Printable.Line(file)}");
        foreach (var diagnosis in found)
            WriteBlock(output, diagnosis.Account.ToString(), diagnosis.Lines());
        foreach (var vendor in VendorEntry.All.Where(v => isAll && !Array.Exists(found, d => d.Account.Vendor == v)))
            WriteBlock(output, vendor.Identity.Id, [("key", $"none: set {vendor.Identity.EnvironmentVariable} if you have one")]);
        var bad = found.Count(d => d.ExitCode != ExitCode.Fine);
        output.WriteLine(bad == 0 ? "All accounts can be read." : $"{bad} of {found.Length} accounts cannot be read.");
    }

    private static void WriteBlock(TextWriter output, string title, IEnumerable<(string What, string Finding)> lines)
    {
        output.WriteLine(Printable.Line(title));
        foreach (var (what, finding) in lines)
            output.WriteLine($"  {what,-7}  {Printable.Line(finding)}");
    }
}
