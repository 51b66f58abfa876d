namespace QuotaKit.Http;

/// <summary>Prepares a vendor's text for a message or a log line.</summary>
internal static class VendorText
{
    /// <summary>The text without the key, on one line of at most 300 characters; null when nothing is left.</summary>
    public static string? Clean(string? text, KeyScrubber? scrubber) => QuotaText.Quotable(scrubber?.Scrub(text) ?? text);
}
