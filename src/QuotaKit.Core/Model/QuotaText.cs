using System.Globalization;
using System.Text;

namespace QuotaKit;

/// <summary>Formats the model's values as one-line texts. The culture is invariant, so that logs are the same on every machine.</summary>
internal static class QuotaText
{
    private const int LongestQuote = 300;

    /// <summary>Describes a balance: <c>credits: 81.5 of 100 credits used, 18.5 left (Warning)</c>.</summary>
    public static string Describe(QuotaBalance balance)
    {
        var text = new StringBuilder(balance.Key).Append(": ");
        var showsLimit = false;
        if (balance is { Used: { } used, Limit: { } limit })
        {
            showsLimit = true;
            text.Append(Number(used)).Append(" of ").Append(Number(limit)).Append(' ').Append(UnitOf(balance)).Append("used, ");
        }

        if (balance.IsUnlimited)
            text.Append("unlimited");
        else if (balance.Remaining is { } remaining)
            text.Append(Number(remaining)).Append(' ').Append(showsLimit ? "" : UnitOf(balance)).Append("left");
        else
            text.Append("unknown");
        return OneLine(text.Append(" (").Append(balance.Status).Append(')'));
    }

    /// <summary>Describes a snapshot: its name, status, plan, balances, number of warnings and time.</summary>
    public static string Describe(QuotaSnapshot snapshot)
    {
        var text = new StringBuilder(snapshot.Name).Append(": ").Append(snapshot.Status);
        if (snapshot.Plan is { } plan)
            text.Append(", plan ").Append(plan);
        foreach (var balance in snapshot.Balances)
            text.Append("; ").Append(Describe(balance));
        if (snapshot.IsStale)
            text.Append("; stale");
        if (snapshot.Warnings.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {snapshot.Warnings.Count} warning(s)");
        return OneLine(text.Append(CultureInfo.InvariantCulture, $" at {snapshot.RetrievedAt:yyyy-MM-dd'T'HH:mm:ssK}"));
    }

    /// <summary>Formats a number without trailing zeros, which <see cref="decimal"/> keeps: 2.50 is "2.5".</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Makes a text from a vendor safe to show in a terminal, a page or a log. Control characters and line breaks become spaces.
    /// Invisible characters, characters that change the writing direction, private and unassigned ones become U+FFFD.</summary>
    public static string OneLine(string text)
    {
        // A plain loop, because ContainsAnyExceptInRange allocates until the JIT optimizes it, and this runs for each name in each call.
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
                return OneLine(text.EnumerateRunes(), text.Length);
        }

        return text;
    }

    /// <summary>Makes a text safe to show, like <see cref="OneLine(string)"/>, and cuts it after <paramref name="longest"/> characters.</summary>
    public static string OneLine(string text, int longest)
    {
        if (text.Length <= longest)
            return OneLine(text);
        // Half a surrogate pair is not a character: cut in front of it.
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return OneLine(text[..end] + "…");
    }

    /// <summary>Prepares a vendor's text for a message: one line of at most 300 characters; null when it is empty.</summary>
    public static string? Quotable(string? text) => text?.Trim() is { Length: > 0 } trimmed ? OneLine(trimmed, LongestQuote) : null;

    private static string OneLine(StringBuilder text) => OneLine(text.ToString());

    private static string OneLine(StringRuneEnumerator runes, int length)
    {
        var clean = new StringBuilder(length);
        foreach (var rune in runes)
            clean.Append(Clean(rune).ToString());
        return clean.ToString();
    }

    private static Rune Clean(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new Rune(' '),
        UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => Rune.ReplacementChar,
        _ => rune,
    };

    private static string UnitOf(QuotaBalance balance) => balance.Unit == QuotaUnit.Unspecified ? "" : balance.Unit.Name + " ";
}
