namespace QuotaKit.Http;

/// <summary>Makes a vendor's words fit for a message or a log line.</summary>
internal static class VendorText
{
    private const int Longest = 300;

    /// <summary>One line, not too long, without the key; null for nothing.</summary>
    public static string? Clean(string? text, KeyScrubber? scrubber)
    {
        text = (scrubber?.Scrub(text) ?? text)?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > Longest)
            // Not between the halves of a pair, of which neither is a character.
            text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…";
        return QuotaText.OneLine(text);
    }
}
