namespace QuotaKit.Cli.Json;

/// <summary>What <c>quotakit providers --json</c> prints.</summary>
internal sealed record ProvidersDocument(IReadOnlyList<ProviderEntry> Providers) : CliDocument("providers");
