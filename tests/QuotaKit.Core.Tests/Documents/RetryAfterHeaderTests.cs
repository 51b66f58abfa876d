using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Documents;

public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset _now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0", 0)]
    [InlineData("Mon, 11 May 2026 09:00:30 GMT", 30)]
    [InlineData("2026-05-11T09:00:30Z", 30)]
    [InlineData("Mon, 11 May 2026 08:00:00 GMT", 0)]
    [InlineData("2020-01-01T00:00:00Z", 0)]
    [InlineData("5184000", 24 * 3600)]
    [InlineData("99999999999", 24 * 3600)]
    [InlineData("99999999999999999999999999", 24 * 3600)]
    [InlineData("Thu, 11 May 2056 09:00:00 GMT", 24 * 3600)]
    public void Wait_is_read_and_cut_to_a_day(string header, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(header));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("2, 3")]
    public void Invalid_header_is_ignored(string header) => Assert.Null(Read(header));

    [Fact]
    public void Missing_header_gives_null()
    {
        using var response = new HttpResponseMessage();
        Assert.Null(RetryAfterHeader.Read(response.Headers, _now));
    }

    [Fact]
    public void Two_headers_are_ignored()
    {
        Assert.Null(Read("2", "3"));
        Assert.Null(Read("Mon", "11 May 2026 09:00:30 GMT"));
    }

    [Fact]
    public void Longest_wait_is_exactly_a_day()
    {
        Assert.Equal(TimeSpan.FromSeconds(86_399), Read("86399"));
        Assert.Equal(TimeSpan.FromSeconds(86_400), Read("86400"));
        Assert.Equal(TimeSpan.FromSeconds(86_400), Read("86401"));
    }

    [Theory]
    [InlineData("Mon, 11 May 2026 11:00:00 GMT", "Mon, 11 May 2026 11:00:30 GMT", 30)]
    [InlineData("Mon, 11 May 2026 07:00:00 GMT", "2026-05-11T07:00:30Z", 30)]
    [InlineData("Mon, 11 May 2026 09:00:31 GMT", "Mon, 11 May 2026 09:00:30 GMT", 0)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 11 May 2026 09:00:30 GMT", 24 * 3600)]
    [InlineData("Mon, 11 May 2026 11:00:00 GMT", "60", 60)]
    [InlineData("yesterday", "Mon, 11 May 2026 09:00:30 GMT", 30)]
    [InlineData("", "Mon, 11 May 2026 09:00:30 GMT", 30)]
    public void Date_is_measured_from_the_Date_header(string date, string retryAfter, int seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Date", date);
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfterHeader.Read(response.Headers, _now));
    }

    private static TimeSpan? Read(params string[] headers)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", headers);
        return RetryAfterHeader.Read(response.Headers, _now);
    }
}
