namespace QuotaKit.Cli.Tests;

/// <summary>An account that returns the next of these numbers at each read. It fails where the number is null, and repeats the last one.</summary>
internal sealed class ChangingAccount(params decimal?[] remaining) : IQuotaProvider
{
    public int Reads { get; private set; }

    public string Name => "vzla";

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        if (remaining[Math.Min(Reads++, remaining.Length - 1)] is not { } left)
            return Task.FromException<QuotaSnapshot>(new QuotaException(QuotaErrorKind.Unavailable, "vzla", "vzla is down."));
        return Task.FromResult(new QuotaSnapshot
        {
            Provider = "vzla",
            RetrievedAt = FixedClock.Noon,
            Balances = [MadeUpAccounts.Balance("Requests", 1000 - left, 1000, left), MadeUpAccounts.Balance("Others", 1, 2, 1)],
        });
    }
}
