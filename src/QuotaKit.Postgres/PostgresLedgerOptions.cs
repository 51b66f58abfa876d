namespace QuotaKit;

/// <summary>Sets how a <see cref="PostgresQuotaLedger"/> uses its database.</summary>
public sealed record PostgresLedgerOptions
{
    /// <summary>The name of the schema that holds the ledger: lower-case letters, digits and <c>_</c>. The default value is <c>"quotakit"</c>.</summary>
    public string Schema { get; init; } = "quotakit";

    /// <summary>Whether to create the schema when it is missing, and to bring an older one up to date. The default value is true. With false, a role
    /// that may only spend is enough.</summary>
    public bool CreatesSchema { get; init; } = true;

    /// <summary>The time for which settled reservations are kept. At least one day; the default value is 30 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The longest wait for another call on the same wallet. Above zero; the default value is 5 seconds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal void ThrowIfInvalid()
    {
        // So it needs no quotes in SQL.
        if (Schema is not { Length: > 0 and <= 63 } || !char.IsAsciiLetterLower(Schema[0])
            || Schema.StartsWith("pg_", StringComparison.Ordinal) || !Schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            throw new ArgumentException(
                "The schema's name has 1 to 63 lower-case letters, digits and '_', begins with a letter, and not with 'pg_'.", nameof(Schema));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Retention, TimeSpan.FromDays(1), nameof(Retention));
        ArgumentOutOfRangeException.ThrowIfLessThan(LockTimeout, TimeSpan.FromMilliseconds(1), nameof(LockTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LockTimeout, TimeSpan.FromHours(1), nameof(LockTimeout));
    }
}
