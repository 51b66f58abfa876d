namespace QuotaKit.Cli.Tests.Rendering;

/// <summary>An account that answers with the next of these numbers each time, and fails where there is none.</summary>
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
            RetrievedAt = Rendering.FixedClock.Noon,
            Balances = [MadeUpAccounts.Balance("Requests", 1000 - left, 1000, left), MadeUpAccounts.Balance("Others", 1, 2, 1)],
        });
    }
}
