using System.Globalization;
using System.Text;

namespace QuotaKit.Cli.Tests;

/// <summary>Makes up texts that a malicious vendor could send, and finds characters that must not reach a terminal.</summary>
internal sealed class NastyText(int seed)
{
    /// <summary>The number of times that a test makes up accounts from each seed.</summary>
    public const int Rounds = 50;

    private static readonly string[] _pieces =
    [
        "\u001b[2J", "\u001b]0;title\a", "\u001b", "\u009b31m", "\0", "\b", "\r", "\n", "\t", "\u007f", "\u0085", "\u2028", "\u2029",
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c",
        "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufff9", "\ufffb", "\U000e0041", "\u034f", "\u3164", "\ufe0f",
        "\uffff", "\ufffe", "\ufdd0", "\U0001fffe", "\U0010ffff", "\ud800", "\udc00", "\ue000", "\U000f0000", "\u0378",
        "\u0301", "\u0301\u0302\u0303\u0304\u0305", "\u20e3", "\u0e33", "漢字", "한국", "\u1112\u1161\u11ab", "ｗｉｄｅ", "😀", "👨‍👩‍👧", "👍🏽", "🇩🇪", "❤️", "𝐀",
        "é", "é", "اسم", "שם", "क्षि", "[red]", "[/]", "<b>&amp;]]>", "'", "\"", "$(x)", "%s{0}", "\\", " ", "\u3000", "\u00a0", "#", "-", "|",
        "plain", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢",
    ];

    private readonly Random _random = new(seed);

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    public string Next(int most = 8) => string.Concat(Enumerable.Range(0, _random.Next(most + 1)).Select(_ => _pieces[_random.Next(_pieces.Length)]));

    public int Number(int from, int to) => _random.Next(from, to);

    public decimal? Amount() => _random.Next(8) switch
    {
        0 => null,
        1 => decimal.MaxValue,
        2 => decimal.MinValue,
        3 => 0.000_000_000_000_000_000_000_000_000_1m,
        _ => _random.Next(-100, 100_000) / 60m,
    };

    public DateTimeOffset? Time() => _random.Next(4) switch
    {
        0 => null,
        1 => DateTimeOffset.MaxValue,
        2 => DateTimeOffset.MinValue,
        _ => FixedClock.Noon.AddDays(_random.Next(-1000, 1000)),
    };

    /// <summary>Reads accounts that fail or return such texts, and a good account with 12,345 left, which the others must not hide.</summary>
    public Task<IReadOnlyList<QuotaResult>> ReadAccountsAsync()
    {
        var name = 0;
        string Name() => $"vzla/{++name}{Next(3)}";
        QuotaBalance Balance(int number) => new()
        {
            Key = $"{number}{Next()}",
            Label = Next(),
            Unit = Next(2) is var unit && string.IsNullOrWhiteSpace(unit) ? QuotaUnit.Usd : QuotaUnit.Of(unit),
            Kind = QuotaKind.Balance,
            Used = Amount(),
            Limit = Amount(),
            Remaining = Amount(),
            ResetsAt = Time(),
            Status = (QuotaStatus)Number(0, 6),
        };
        return MadeUpAccounts.ReadAsync(
            MadeUpAccounts.Answering(Name(), [Next(30), Next()], Balance(1), Balance(2), Balance(3)),
            MadeUpAccounts.Failing(Name(), QuotaErrorKind.Unavailable, Next(40)),
            MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("Good", remaining: 12_345)));
    }

    public static void AssertHarmless(string text) => Assert.Null(HarmIn(text));

    /// <summary>Returns the first harmful character and its position; null when there is none. Uses .NET's categories, not the command's own code.</summary>
    public static string? HarmIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                continue;
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text, i);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return FormattableString.Invariant($"U+{(isPair ? char.ConvertToUtf32(text, i) : text[i]):X4} at {i}");
            if (isPair)
                i++;
        }

        return null;
    }

    /// <summary>Returns the terminal column of a word in a line. Counts widths by .NET's text elements, not by the command's table.</summary>
    public static int ColumnOf(string line, string word)
    {
        var before = line[..line.LastIndexOf(word, StringComparison.Ordinal)];
        var columns = 0;
        for (var elements = StringInfo.GetTextElementEnumerator(before); elements.MoveNext();)
            columns += ((string)elements.Current).EnumerateRunes().Sum(Width);
        return columns;
    }

    // Knows only the characters of the pieces above.
    private static int Width(Rune rune) => rune.Value switch
    {
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        >= 0x1160 and <= 0x11FF => 0,
        0x1112 or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xFF01 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) => 2,
        _ => 1,
    };
}
