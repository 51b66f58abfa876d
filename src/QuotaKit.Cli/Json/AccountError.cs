namespace QuotaKit.Cli.Json;

/// <summary>A <see cref="QuotaException"/> as data.</summary>
internal sealed record AccountError(
    string Kind,
    string Message,
    int? StatusCode,
    string? VendorCode,
    string? VendorMessage,
    string? RequestId,
    double? RetryAfterSeconds,
    int Attempts,
    bool IsTransient)
{
    public static AccountError Of(QuotaException error) => new(
        error.Kind.ToString(),
        error.Message,
        error.StatusCode,
        error.VendorCode,
        error.VendorMessage,
        error.RequestId,
        error.RetryAfter?.TotalSeconds,
        error.Attempts,
        error.IsTransient);
}
