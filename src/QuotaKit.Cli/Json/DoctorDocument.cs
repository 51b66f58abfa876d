using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit doctor --json</c>.</summary>
/// <param name="ConfigFile">The config file in use; null when there is none.</param>
/// <param name="Results">An entry for each account.</param>
internal sealed record DoctorDocument(string? ConfigFile, IReadOnlyList<DiagnosisEntry> Results) : CliDocument("doctor")
{
    public static DoctorDocument Of(string? configFile, IEnumerable<Diagnosis> found) => new(configFile, [.. found.Select(DiagnosisEntry.Of)]);
}
