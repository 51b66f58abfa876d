namespace QuotaKit.Http;

/// <summary>Makes a vendor's words fit for a message or a log line.</summary>
internal static class VendorText
{
    /// <summary>One line, not too long, without the key; null for nothing.</summary>
    public static string? Clean(string? text, KeyScrubber? scrubber) => QuotaText.Quotable(scrubber?.Scrub(text) ?? text);
}
