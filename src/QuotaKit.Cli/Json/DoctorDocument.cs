using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit doctor --json</c> prints.</summary>
/// <param name="ConfigFile">The config file in force; null when there is none.</param>
/// <param name="Results">An entry for each account.</param>
internal sealed record DoctorDocument(string? ConfigFile, IReadOnlyList<DiagnosisEntry> Results) : CliDocument("doctor")
{
    public static DoctorDocument Of(string? configFile, IEnumerable<Diagnosis> found) => new(configFile, [.. found.Select(DiagnosisEntry.Of)]);
}
