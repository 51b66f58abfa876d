namespace QuotaKit;

/// <summary>Turns the numbers of a ledger into a position.</summary>
internal static class GuardPositions
{
    /// <param name="account">The account.</param>
    /// <param name="position">The numbers.</param>
    /// <param name="isKnown">Whether the vendor's answer is new enough to be used.</param>
    /// <param name="clock">The clock of the metrics, which report the amounts too.</param>
    public static QuotaPosition Of(GuardAccount account, LedgerPosition position, bool isKnown, TimeProvider clock)
    {
        // None has no time: the ledger knows nothing of the balance, and a point of 0 would be a lie.
        if (position.Balance.Length > 0 && position.Now != default)
            QuotaTelemetry.NoteAmounts(account.Name, position.Balance, position.Unit.Name, position.Held, position.Spent, clock);
        var remaining = isKnown ? position.Remaining : null;
        return new QuotaPosition(account.Name, position.Balance.Length == 0 ? null : position.Balance, position.Unit)
        {
            Remaining = remaining,
            IsUnlimited = isKnown && position.IsUnlimited,
            Held = position.Held,
            Spent = position.Spent,
            Reserve = account.Reserve,
            Available = isKnown && position.IsActive == false ? 0
                : remaining is { } left ? Math.Max(0, Math.Max(0, left) - position.Held - position.Spent - account.Reserve) : null,
            AsOf = isKnown ? position.AskedAt : null,
        };
    }

    /// <summary>Returns the position of a balance of which the ledger knows nothing.</summary>
    /// <exception cref="QuotaConfigurationException">The vendor was asked, and the account has no such balance.</exception>
    public static LedgerPosition None(GuardAccount account, string? balance, QuotaException? error)
    {
        if (error is not null)
            return new LedgerPosition(balance ?? "", QuotaUnit.Unspecified);
        var (vendor, name) = QuotaNames.Split(account.Name);
        throw new QuotaConfigurationException(vendor, QuotaText.OneLine($"{account.Name} has no balance '{balance}'. Name one that `quotakit show {account.Name}` lists.")) { Account = name };
    }
}
