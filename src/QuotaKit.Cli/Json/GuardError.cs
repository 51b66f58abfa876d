namespace QuotaKit.Cli.Json;

/// <summary>The error of a command that reserves, as data.</summary>
/// <param name="Kind">The kind: <c>QuotaExhausted</c>, <c>Ledger</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="Needed">The amount needed; null for other errors than too little.</param>
/// <param name="Available">The amount available; null when unknown.</param>
/// <param name="Budget">The budget that fell short; null when it was none.</param>
/// <param name="Slot">The concurrency limit without a free slot; null when it was none.</param>
/// <param name="IsTransient">Whether the same command may succeed later.</param>
internal sealed record GuardError(
    string Kind, string Message, decimal? Needed, decimal? Available, string? Budget, string? Slot, bool IsTransient)
{
    public static GuardError Of(QuotaException error)
    {
        var lack = error as InsufficientQuotaException;
        return new(error.Kind.ToString(), error.Message, lack?.Needed, lack?.Available, lack?.Budget, lack?.Concurrency, error.IsTransient);
    }
}
