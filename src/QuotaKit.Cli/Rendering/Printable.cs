namespace QuotaKit.Cli.Rendering;

/// <summary>Vendors name balances and write messages: none of that may move the cursor or break a line.</summary>
internal static class Printable
{
    public static string Line(string text) => Replace(text, char.IsControl, ' ');

    /// <summary>A text that is one field to <c>awk</c>.</summary>
    public static string Field(string text) =>
        text.Length == 0 ? "-" : Replace(text, c => char.IsControl(c) || char.IsWhiteSpace(c), '_');

    /// <summary>The text, cut where it is longer than that, with a mark in place of what is missing.</summary>
    public static string Shorten(string text, int length, string ellipsis) =>
        text.Length <= length ? text : text[..Math.Max(0, length - ellipsis.Length)].TrimEnd() + ellipsis;

    private static string Replace(string text, Func<char, bool> isUnwanted, char by) =>
        text.Any(isUnwanted) ? string.Concat(text.Select(c => isUnwanted(c) ? by : c)) : text;
}
