namespace QuotaKit;

/// <summary>The outcome of asking a vendor on behalf of a ledger.</summary>
/// <param name="FreshFrom">The number of the ticket from which on an answer is fresh enough for the caller.</param>
/// <param name="IsAsked">Whether the ledger must decide now with what it has. False means: try again, and come back if that is not enough.</param>
/// <param name="Error">The reason why there is no answer; null when there is one, or nobody knows yet.</param>
internal sealed record GuardAnswer(long? FreshFrom, bool IsAsked, QuotaException? Error)
{
    /// <summary>Nobody has an answer, and waiting longer would tell no more.</summary>
    public static GuardAnswer Unknown { get; } = new(null, IsAsked: true, null);

    /// <summary>The number of the ticket of the answer that has arrived.</summary>
    public long Number { get; init; }

    /// <summary>The name of the account that was asked; empty when another process has asked.</summary>
    public string Account { get; init; } = "";

    /// <summary>The number of answers for which the caller has asked.</summary>
    public int Times { get; init; }

    /// <summary>Whether the vendor has answered.</summary>
    public bool IsKnown => Error is null && FreshFrom is not null;

    /// <summary>Returns an attempt that tells the ledger that the vendor of this wallet has been asked.</summary>
    public LedgerReserve AddTo(LedgerReserve request, string wallet) => request with
    {
        Spends = [.. request.Spends.Select(s => s.Wallet == wallet ? s with { IsAsked = true, FreshFrom = Error is null ? FreshFrom : null } : s)],
    };
}
