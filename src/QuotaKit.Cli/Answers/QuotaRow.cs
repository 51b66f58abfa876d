
namespace QuotaKit.Cli.Answers;

/// <summary>One line of a table: a balance of an account or, without one, the account's failure.</summary>
internal sealed record QuotaRow(QuotaResult Result, QuotaBalance? Balance, bool IsFirst)
{
    /// <summary>What is not as it was a round before; null when nothing is, or when there was none.</summary>
    public Change? Change { get; private init; }

    /// <summary>An account that is not active is so whatever its balances are; null for a failure.</summary>
    public QuotaStatus? Status => Result.Snapshot is { IsActive: false } ? QuotaStatus.Inactive : Balance?.Status;

    public string StatusText => Status?.ToString() ?? Result.Error!.Kind.ToString();

    public static IReadOnlyList<QuotaRow> Of(IEnumerable<QuotaResult> results, Changes changes) =>
        [.. Of(results).Select(row => row with { Change = changes.Of(row) })];

    public static IReadOnlyList<QuotaRow> Of(IEnumerable<QuotaResult> results) =>
    [
        .. results.SelectMany(result => result.IsSuccess
            ? result.Snapshot.Balances.Select((balance, index) => new QuotaRow(result, balance, index == 0))
            : [new QuotaRow(result, null, IsFirst: true)]),
    ];

    public TimeSpan? AgeAt(DateTimeOffset now) =>
        Result.Snapshot is { } snapshot ? (now > snapshot.RetrievedAt ? now - snapshot.RetrievedAt : TimeSpan.Zero) : null;
}
