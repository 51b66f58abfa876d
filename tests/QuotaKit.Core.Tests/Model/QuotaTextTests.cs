using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Model;

/// <summary>The lines for people.</summary>
public sealed class QuotaTextTests
{
    [Fact]
    public void Unlimited_is_said_in_place_of_an_amount() =>
        Assert.Equal("a: unlimited (Normal)", (Balance with { IsUnlimited = true, Status = QuotaStatus.Normal }).ToString());

    [Fact]
    public void Where_the_vendor_does_not_say_what_it_counts_no_unit_is_shown()
    {
        var balance = Balance with { Unit = QuotaUnit.Unspecified };

        Assert.Equal("a: 3 left (Unknown)", (balance with { Remaining = 3 }).ToString());
        Assert.Equal("a: 7 of 10 used, 3 left (Unknown)", (balance with { Used = 7, Limit = 10, Remaining = 3 }).ToString());
    }

    [Fact]
    public void A_stale_answer_says_so_and_warnings_are_counted() => Assert.Equal(
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
    public void Whatever_would_break_a_line_or_colour_a_terminal_is_a_space(string text, string line) => Assert.Equal(line, QuotaText.OneLine(text));

    [Theory]
    [InlineData("user\u202Etxt.exe", "user\uFFFDtxt.exe")]
    [InlineData("a\u2066b\u2069\u200E\u200F\u061C", "a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\uFFFDwidth\uFFFD")]
    [InlineData("\uFFFF\uFFFE\uFDD0", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("\uE000", "\uFFFD")]
    [InlineData("a\u2028b\u2029c", "a b c")]
    [InlineData("\U000E0041\U000FFFFF", "\uFFFD\uFFFD")]
    [InlineData("café 日本語 😀", "café 日本語 😀")]
    public void A_character_that_hides_or_misleads_is_replaced(string text, string line) => Assert.Equal(line, QuotaText.OneLine(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\uFFFDb", QuotaText.OneLine("a" + '\uD83D' + "b"));

    [Theory]
    [InlineData("abcdef", "abcd…")]
    [InlineData("abcd", "abcd")]
    [InlineData("abc😀", "abc…")]
    public void A_long_text_is_cut_between_characters(string text, string line) => Assert.Equal(line, QuotaText.OneLine(text, 4));

    [Theory]
    [InlineData("", "?")]
    [InlineData(" ", "?")]
    [InlineData("_", "?")]
    [InlineData("_seats_", "Seats")]
    [InlineData("a\nb", "A b")]
    public void A_key_of_nothing_is_labelled_with_a_question_mark_and_any_other_on_one_line(string key, string label) =>
        Assert.Equal(label, BalanceNames.ToLabel(key));

    private static QuotaBalance Balance { get; } = new() { Key = "a", Label = "A", Unit = QuotaUnit.Minutes, Kind = QuotaKind.Allowance };
}
