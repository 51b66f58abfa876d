namespace QuotaKit.Cli.Answers;

/// <summary>A row of a table: one balance of an account, or the failure of an account.</summary>
/// <param name="Result">The result of reading the account.</param>
/// <param name="Balance">The balance; null for a failure.</param>
/// <param name="IsFirst">Whether this is the first row of the account.</param>
internal sealed record QuotaRow(QuotaResult Result, QuotaBalance? Balance, bool IsFirst)
{
    /// <summary>The change since the previous round; null when there is none.</summary>
    public Change? Change { get; private init; }

    /// <summary>The status of the balance, or Inactive for every balance of an inactive account; null for a failure.</summary>
    public QuotaStatus? Status => Result.Snapshot is { IsActive: false } ? QuotaStatus.Inactive : Balance?.Status;

    /// <summary>The status; for a failure, the kind of the error.</summary>
    public string StatusText => Status?.ToString() ?? Result.Error!.Kind.ToString();

    public static IReadOnlyList<QuotaRow> Of(IEnumerable<QuotaResult> results, Changes changes) =>
        [.. Of(results).Select(row => row with { Change = changes.Of(row) })];

    public static IReadOnlyList<QuotaRow> Of(IEnumerable<QuotaResult> results) =>
    [
        .. results.SelectMany(result => result.IsSuccess
            ? result.Snapshot.Balances.Select((balance, index) => new QuotaRow(result, balance, index == 0))
            : [new QuotaRow(result, null, IsFirst: true)]),
    ];

    /// <summary>Returns how old the numbers are; null for a failure.</summary>
    public TimeSpan? AgeAt(DateTimeOffset now) =>
        Result.Snapshot is { } snapshot ? (now > snapshot.RetrievedAt ? now - snapshot.RetrievedAt : TimeSpan.Zero) : null;
}
