namespace QuotaKit.Http;

/// <summary>What a vendor says about its own refusal.</summary>
/// <param name="Kind">What it means; null when the HTTP status alone decides.</param>
/// <param name="Code">The vendor's code; null when it sent none.</param>
/// <param name="Message">The vendor's words; null when it sent none.</param>
/// <param name="Advice">What to do about it, as a sentence of ours; null when the kind says it all.</param>
/// <param name="IsForeign">Whether the vendor does not send such a response, so that a proxy or gateway in between may have sent it.</param>
public readonly record struct VendorError(
    QuotaErrorKind? Kind = null, string? Code = null, string? Message = null, string? Advice = null, bool IsForeign = false)
{
    /// <summary>How long to wait, where the vendor says so elsewhere than in <c>Retry-After</c>, which then does not count. The default value
    /// is null: <c>Retry-After</c> decides.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
