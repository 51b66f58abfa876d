namespace QuotaKit.Cli.Tests;

/// <summary>Accounts with the content that a test gives, and their results as the library reads them.</summary>
internal static class MadeUpAccounts
{
    public static QuotaBalance Balance(string label, decimal? used = null, decimal? limit = null, decimal? remaining = null) => new()
    {
        Key = label.ToLowerInvariant().Replace(' ', '_'),
        Label = label,
        Unit = QuotaUnit.Minutes,
        Kind = QuotaKind.Allowance,
        Used = used,
        Limit = limit,
        Remaining = remaining,
        Status = QuotaStatus.Normal,
    };

    public static IQuotaProvider Answering(string name, params QuotaBalance[] balances) => Answering(name, [], balances);

    public static IQuotaProvider Answering(string name, string[] warnings, params QuotaBalance[] balances) => new Account(name, new QuotaSnapshot
    {
        Provider = name.Split('/')[0],
        RetrievedAt = FixedClock.Noon.AddSeconds(-5),
        Balances = balances,
        Warnings = warnings,
    });

    public static IQuotaProvider Inactive(string name, params QuotaBalance[] balances) => new Account(name, new QuotaSnapshot
    {
        Provider = name,
        RetrievedAt = FixedClock.Noon,
        Balances = balances,
        IsActive = false,
    });

    public static IQuotaProvider Failing(string name, QuotaErrorKind kind, string message) =>
        new Account(name, Error: new QuotaException(kind, name, message));

    public static async Task<IReadOnlyList<QuotaResult>> ReadAsync(params IQuotaProvider[] accounts)
    {
        using var client = new QuotaClient(accounts);
        return (await client.GetAllAsync(cancellationToken: TestContext.Current.CancellationToken)).Results;
    }

    private sealed record Account(string Name, QuotaSnapshot? Snapshot = null, QuotaException? Error = null) : IQuotaProvider
    {
        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) =>
            Snapshot is null ? Task.FromException<QuotaSnapshot>(Error!) : Task.FromResult(Snapshot);
    }
}
