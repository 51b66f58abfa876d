using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit doctor [account...]</c>: finds out why accounts cannot be read.</summary>
internal sealed class DoctorCommand : AccountCommand
{
    private readonly Argument<string[]> _names = AccountArgument.Many("The accounts to examine. The default is all of them.");

    public DoctorCommand()
        : base(
            "doctor",
            "Find out why accounts cannot be read: where each key is from, whether the vendor accepts it, whether the clock is right, how long connecting takes.",
            "quotakit doctor",
            "quotakit doctor heygen --config ./quotakit.json",
            "quotakit doctor --demo")
    {
        Add(_names);
        AddAccountOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var names = session.Parsed.GetValue(_names) ?? [];
        var accounts = await session.OpenAsync();
        var client = await session.ConnectAsync(names);
        var found = await Terminal.WaitAsync(session.Screen, () => Diagnosis.ExamineAsync(accounts, client, session.Clock, session.CancellationToken));
        var sharedKeys = accounts.FindSharedKeys(client);
        if (session.IsJson)
            await DoctorDocument.Of(accounts.ConfigFile, found, sharedKeys).WriteAsync(Console.Out, CliJson.Default.DoctorDocument);
        else
            DiagnosisText.Write(Console.Out, accounts.ConfigFile, found, sharedKeys, listsMissing: names.Length == 0);
        return found.Max(d => d.ExitCode);
    }
}
