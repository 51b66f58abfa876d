using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes diagnoses as text: a block for each account.</summary>
internal static class DiagnosisText
{
    // A smaller difference may be the time of the request itself. A larger one makes printed times of resets wrong.
    private static readonly TimeSpan _harmlessSkew = TimeSpan.FromSeconds(5);

    /// <param name="output">The writer.</param>
    /// <param name="configFile">The config file in use; null when there is none.</param>
    /// <param name="found">The diagnoses.</param>
    /// <param name="sharedKeys">The groups of accounts that have the same key, but not the same wallet.</param>
    /// <param name="listsMissing">Whether vendors without an account get a block too.</param>
    public static void Write(
        TextWriter output, string? configFile, IReadOnlyList<Diagnosis> found, IReadOnlyList<IReadOnlyList<string>> sharedKeys, bool listsMissing)
    {
        if (configFile is not null)
            output.WriteLine($"config file  {Printable.Line(configFile)}");
        foreach (var diagnosis in found)
            WriteBlock(output, diagnosis.Account.ToString(), LinesOf(diagnosis));
        foreach (var vendor in VendorEntry.All.Where(v => listsMissing && !found.Any(d => d.Account.Vendor == v)))
            WriteBlock(output, vendor.Identity.Id, [("key", $"none: set {vendor.Identity.EnvironmentVariable} if you have one")]);
        foreach (var accounts in sharedKeys)
            output.WriteLine(Printable.Line(
                $"{string.Join(" and ", accounts)} have the same key, but 'run' and 'reserve' count their balances separately, so that they can be spent "
                + $"twice. Set QuotaKit:Guard:Accounts:{accounts[^1]}:Wallet to {accounts[0]}."));
        var failed = found.Count(d => d.ExitCode != ExitCode.Fine);
        output.WriteLine(failed == 0 ? "All accounts can be read." : $"{failed} of {found.Count} accounts cannot be read.");
    }

    internal static IEnumerable<(string Topic, string Finding)> LinesOf(Diagnosis diagnosis)
    {
        var (account, result) = (diagnosis.Account, diagnosis.Result);
        yield return ("key", diagnosis.KeyFrom is { } origin ? $"from {origin}" : $"none: set {account.KeyVariable ?? account.KeySetting}");
        yield return ("address", diagnosis.Address ?? "unknown");
        yield return ("connect", Connection(diagnosis.Probe));
        yield return ("clock", Clock(diagnosis.Probe?.ClockSkew));
        yield return result.Snapshot is { } snapshot
            ? ("account", $"the vendor accepts the key; {snapshot.Status}")
            : ("account", result.ToString()[(result.Name.Length + 2)..]);
    }

    private static void WriteBlock(TextWriter output, string title, IEnumerable<(string Topic, string Finding)> lines)
    {
        output.WriteLine(Printable.Line(title));
        foreach (var (topic, finding) in lines)
            output.WriteLine($"  {topic,-7}  {Printable.Line(finding)}");
    }

    private static string Connection(VendorProbe? probe) => probe switch
    {
        null => "not tried",
        { Problem: { } problem } => problem,
        { Connect: { } connect, ResponseTime: { } time } => $"{Milliseconds(connect)}, responded after {Milliseconds(time)}",
        _ => $"responded after {Milliseconds(probe.ResponseTime!.Value)}",
    };

    private static string Clock(TimeSpan? skew) => skew switch
    {
        null => "unknown: the vendor did not send its time",
        { } known when known.Duration() <= _harmlessSkew => "agrees with the vendor's",
        { } known => $"{Times.Duration(known.Duration())} {(known > TimeSpan.Zero ? "ahead of" : "behind")} the vendor's: set it, or times of resets are wrong",
    };

    private static string Milliseconds(TimeSpan time) => FormattableString.Invariant($"{Math.Ceiling(time.TotalMilliseconds)} ms");
}
