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
    [InlineData("", "?")]
    [InlineData(" ", "?")]
    [InlineData("_", "?")]
    [InlineData("_seats_", "Seats")]
    [InlineData("a\nb", "A b")]
    public void A_key_of_nothing_is_labelled_with_a_question_mark_and_any_other_on_one_line(string key, string label) =>
        Assert.Equal(label, QuotaKeys.ToLabel(key));

    private static QuotaBalance Balance { get; } = new() { Key = "a", Label = "A", Unit = QuotaUnit.Minutes, Kind = QuotaKind.Allowance };
}
