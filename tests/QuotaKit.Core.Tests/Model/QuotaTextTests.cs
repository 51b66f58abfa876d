using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Model;

/// <summary>The one-line texts of balances and snapshots.</summary>
public sealed class QuotaTextTests
{
    [Fact]
    public void Unlimited_balance_shows_no_amount() =>
        Assert.Equal("a: unlimited (Normal)", (Balance with { IsUnlimited = true, Status = QuotaStatus.Normal }).ToString());

    [Fact]
    public void Unspecified_unit_is_not_shown()
    {
        var balance = Balance with { Unit = QuotaUnit.Unspecified };

        Assert.Equal("a: 3 left (Unknown)", (balance with { Remaining = 3 }).ToString());
        Assert.Equal("a: 7 of 10 used, 3 left (Unknown)", (balance with { Used = 7, Limit = 10, Remaining = 3 }).ToString());
    }

    [Fact]
    public void Snapshot_text_tells_stale_and_counts_warnings() => Assert.Equal(
        "acme: Unknown; a: unknown (Unknown); stale; 2 warning(s) at 2026-05-11T09:30:00+00:00",
        new QuotaSnapshot
        {
            Provider = "acme",
            RetrievedAt = new(2026, 5, 11, 9, 30, 0, TimeSpan.Zero),
            Balances = [Balance],
            IsStale = true,
            Warnings = ["one", "two"],
        }.ToString());

    [Theory]
    [InlineData("one line", "one line")]
    [InlineData("a\tb\r\nc", "a b  c")]
    [InlineData("\n", " ")]
    [InlineData("a\u0085b\u001b[31m", "a b [31m")]
    public void Control_characters_become_spaces(string text, string line) => Assert.Equal(line, QuotaText.OneLine(text));

    [Theory]
    [InlineData("user\u202Etxt.exe", "user\uFFFDtxt.exe")]
    [InlineData("a\u2066b\u2069\u200E\u200F\u061C", "a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\uFFFDwidth\uFFFD")]
    [InlineData("\uFFFF\uFFFE\uFDD0", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("\uE000", "\uFFFD")]
    [InlineData("a\u2028b\u2029c", "a b c")]
    [InlineData("\U000E0041\U000FFFFF", "\uFFFD\uFFFD")]
    [InlineData("café 日本語 😀", "café 日本語 😀")]
    public void Invisible_and_bidirectional_characters_are_replaced(string text, string line) => Assert.Equal(line, QuotaText.OneLine(text));

    [Fact]
    public void Lone_surrogate_is_replaced() => Assert.Equal("a\uFFFDb", QuotaText.OneLine("a" + '\uD83D' + "b"));

    [Theory]
    [InlineData("abcdef", "abcd…")]
    [InlineData("abcd", "abcd")]
    [InlineData("abc😀", "abc…")]
    public void Long_text_is_not_cut_inside_a_character(string text, string line) => Assert.Equal(line, QuotaText.OneLine(text, 4));

    [Theory]
    [InlineData("", "?")]
    [InlineData(" ", "?")]
    [InlineData("_", "?")]
    [InlineData("_seats_", "Seats")]
    [InlineData("a\nb", "A b")]
    public void Label_of_a_key_is_one_line_and_never_empty(string key, string label) =>
        Assert.Equal(label, BalanceNames.ToLabel(key));

    private static QuotaBalance Balance { get; } = new() { Key = "a", Label = "A", Unit = QuotaUnit.Minutes, Kind = QuotaKind.Allowance };
}
