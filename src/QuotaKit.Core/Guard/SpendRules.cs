namespace QuotaKit;

/// <summary>The rules for amounts and leases.</summary>
internal static class SpendRules
{
    /// <summary>The number of decimals that every ledger stores.</summary>
    private const int Decimals = 9;

    /// <summary>The largest amount: 28 digits, 9 of them decimals.</summary>
    private const decimal Largest = 9_999_999_999_999_999_999.999999999m;

    /// <exception cref="ArgumentException">The account or the amount is invalid.</exception>
    public static void ThrowIfInvalid(QuotaSpend spend, string parameter)
    {
        ArgumentNullException.ThrowIfNull(spend, parameter);
        // Asked first, so that the name of the parameter is only put together for an error.
        if (string.IsNullOrWhiteSpace(spend.Account))
            ArgumentException.ThrowIfNullOrWhiteSpace(spend.Account, $"{parameter}.{nameof(spend.Account)}");
        if (spend.ConcurrencyLimit is { } limit && (limit < 0 || spend.Concurrency is null))
        {
            throw new ArgumentOutOfRangeException(
                parameter, limit, $"{nameof(spend.ConcurrencyLimit)} is 0 or more, and {nameof(spend.Concurrency)} names it.");
        }

        if (spend.Amount is <= 0 or > Largest)
        {
            throw new ArgumentOutOfRangeException(
                parameter, spend.Amount, $"An amount to reserve is above 0 and at most {QuotaText.Number(Largest)}. To spend nothing, reserve nothing.");
        }

        if (decimal.Round(spend.Amount, Decimals) != spend.Amount)
        {
            throw new ArgumentOutOfRangeException(
                parameter, spend.Amount, $"An amount to reserve has at most {Decimals} decimals. Round it up, so that enough is held.");
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The lease is zero, negative or above 24 hours.</exception>
    public static void ThrowIfInvalidLease(TimeSpan lease, string parameter)
    {
        if (lease <= TimeSpan.Zero || lease > QuotaGuardOptions.LongestLease)
            throw new ArgumentOutOfRangeException(parameter, lease, "A lease is above zero and at most 24 hours. Renew it while the work runs longer.");
    }

    /// <summary>Checks amounts that were spent, and rounds them up to what a ledger stores: money that was spent is never refused.</summary>
    /// <exception cref="ArgumentException">The number of amounts is wrong, or an amount is negative or too large.</exception>
    public static IReadOnlyList<decimal> RoundUp(IReadOnlyList<decimal> actual, int count)
    {
        ArgumentNullException.ThrowIfNull(actual);
        if (actual.Count != count)
            throw new ArgumentException($"The reservation has {count} amounts, but {actual.Count} were given.", nameof(actual));
        return [.. actual.Select(amount =>
        {
            if (amount is < 0 or > Largest)
                throw new ArgumentOutOfRangeException(nameof(actual), amount, $"An amount that was spent is 0 to {QuotaText.Number(Largest)}.");
            return decimal.Round(amount, Decimals, MidpointRounding.ToPositiveInfinity);
        })];
    }
}
