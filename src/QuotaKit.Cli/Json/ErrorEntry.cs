namespace QuotaKit.Cli.Json;

/// <summary>A <see cref="QuotaException"/> as data. Every command prints the same members.</summary>
/// <param name="Kind">The kind: <c>Unauthorized</c>, <c>QuotaExhausted</c>, <c>Ledger</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="StatusCode">The HTTP status of the last response; null when there was none.</param>
/// <param name="VendorCode">The vendor's own error code; null when it sent none.</param>
/// <param name="VendorMessage">The vendor's own error message; null when it sent none.</param>
/// <param name="RequestId">The vendor's id of the request; null when it sent none.</param>
/// <param name="RetryAfterSeconds">The time to wait before the next try; null when unknown.</param>
/// <param name="Attempts">The number of requests that were sent.</param>
/// <param name="IsTransient">Whether the same command may succeed later.</param>
/// <param name="Needed">The amount to reserve; null for other errors than too little or unknown.</param>
/// <param name="Available">The amount that can be reserved; null when unknown, and for other errors.</param>
/// <param name="Budget">The budget that fell short; null when it was none.</param>
/// <param name="Slot">The concurrency limit without a free slot; null when it was none. The amounts are then slots.</param>
internal sealed record ErrorEntry(
    string Kind,
    string Message,
    int? StatusCode,
    string? VendorCode,
    string? VendorMessage,
    string? RequestId,
    double? RetryAfterSeconds,
    int Attempts,
    bool IsTransient,
    decimal? Needed,
    decimal? Available,
    string? Budget,
    string? Slot)
{
    public static ErrorEntry Of(QuotaException error)
    {
        var lack = error as InsufficientQuotaException;
        return new(
            error.Kind.ToString(),
            error.Message,
            error.StatusCode,
            error.VendorCode,
            error.VendorMessage,
            error.RequestId,
            error.RetryAfter?.TotalSeconds,
            error.Attempts,
            error.IsTransient,
            lack?.Needed,
            lack?.Available,
            lack?.Budget,
            lack?.Concurrency);
    }
}
