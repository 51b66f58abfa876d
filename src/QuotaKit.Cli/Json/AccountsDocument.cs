using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit accounts --json</c>. Its members keep the command's first name, <c>providers</c>, because scripts rely on them.</summary>
internal sealed record AccountsDocument(IReadOnlyList<AccountListing> Providers) : CliDocument("providers");
