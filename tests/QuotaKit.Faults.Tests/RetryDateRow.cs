using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 39 of docs/faults.md: Retry-After is a date, and the clocks of vendor and caller differ. Ours says 09:00 UTC on 11 May 2026.</summary>
public sealed class RetryDateRow : VendorRowTest
{
    public static TheoryData<string, int> Clocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var vendor in FaultVendor.All)
            {
                foreach (var minutes in new[] { -120, -1, 0, 1, 120, 60 * 24 * 365 })
                    data.Add(vendor.Id, minutes);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Row39_Retry_After_date_counts_from_the_Date_header(string id, int minutesAhead)
    {
        var date = Clock.GetUtcNow().AddMinutes(minutesAhead);
        Server(id).Faults.Always(Busy(Http(date), Http(date.AddSeconds(90))));
        var provider = Provider(id);

        Assert.Equal((TimeSpan.FromSeconds(90), 1), await FailureOf(provider) is var error ? (error.RetryAfter!.Value, error.Attempts) : default);
        Clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal(0, (await FailureOf(provider)).Attempts);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row39_Invalid_Date_header_falls_back_to_our_clock(string id)
    {
        Server(id).Faults.Always(Busy("yesterday", Http(Clock.GetUtcNow().AddSeconds(90))));

        Assert.Equal(TimeSpan.FromSeconds(90), (await FailureOf(Provider(id))).RetryAfter);
    }

    private static string Http(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    private static Fault Busy(string date, string retryAfter) => Fault.Raw(System.Text.Encoding.ASCII.GetBytes(
        $"HTTP/1.1 503 Busy\r\nDate: {date}\r\nRetry-After: {retryAfter}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
}
