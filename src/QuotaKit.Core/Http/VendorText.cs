namespace QuotaKit.Http;

/// <summary>Makes a vendor's words fit for a message or a log line.</summary>
internal static class VendorText
{
    private const int Longest = 300;

    /// <summary>One line, not too long, without the key; null for nothing.</summary>
    public static string? Clean(string? text, KeyScrubber? scrubber)
    {
        text = (scrubber?.Scrub(text) ?? text)?.Trim();
        return string.IsNullOrEmpty(text) ? null : QuotaText.OneLine(text, Longest);
    }
}
