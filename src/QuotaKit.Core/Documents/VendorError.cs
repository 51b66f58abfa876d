namespace QuotaKit.Http;

/// <summary>A vendor's error, as its reader has understood the response.</summary>
/// <param name="Kind">The kind of the error; null lets the HTTP status decide.</param>
/// <param name="Code">The vendor's code; null when it sent none.</param>
/// <param name="Message">The vendor's message; null when it sent none.</param>
/// <param name="Advice">Tells the user what to do, as sentences; null for the general advice of the kind.</param>
/// <param name="IsForeign">Whether the response does not look like the vendor's, so that a proxy or gateway may have sent it.</param>
public readonly record struct VendorError(
    QuotaErrorKind? Kind = null, string? Code = null, string? Message = null, string? Advice = null, bool IsForeign = false)
{
    /// <summary>The time to wait, from a vendor that gives it elsewhere than in the <c>Retry-After</c> header. It takes precedence over that
    /// header. The default value is null: the header decides.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
