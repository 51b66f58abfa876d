using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit doctor --json</c>.</summary>
/// <param name="ConfigFile">The config file in use; null when there is none.</param>
/// <param name="Results">An entry for each account.</param>
/// <param name="SharedKeys">The groups of accounts that have the same key, but not the same wallet.</param>
internal sealed record DoctorDocument(
    string? ConfigFile, IReadOnlyList<DiagnosisEntry> Results, IReadOnlyList<IReadOnlyList<string>> SharedKeys) : CliDocument("doctor")
{
    public static DoctorDocument Of(string? configFile, IEnumerable<Diagnosis> found, IReadOnlyList<IReadOnlyList<string>> sharedKeys) =>
        new(configFile, [.. found.Select(DiagnosisEntry.Of)], sharedKeys);
}
