using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit accounts --json</c>. It keeps the command's earlier name, <c>providers</c>, because scripts rely on it.</summary>
internal sealed record AccountsDocument(IReadOnlyList<AccountListing> Providers) : CliDocument("providers");
