using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 20 of docs/faults.md: values of Retry-After, sent through a whole call. The clock says 09:00 UTC on Monday, 11 May 2026.</summary>
public sealed class RetryAfterRow : VendorRowTest
{
    private const int Day = 24 * 3600;

    private static readonly (string Header, int? Seconds)[] _headers =
    [
        ("0", 0),
        ("Mon, 11 May 2026 08:59:59 GMT", 0),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 0),
        ("Mon, 01 Jan 0001 00:00:00 GMT", 0),
        ("2026-05-11T08:59:59Z", 0),
        ("0001-01-01T00:00:00Z", 0),
        ("soon", null),
        ("-1", null),
        ("-99999999999", null),
        ("1.5", null),
        ("1e3", null),
        ("0x10", null),
        ("30, 60", null),
        ("Tue, 11 May 2026 09:01:30 GMT", null),
        ("Mon, 41 May 2026 09:01:30 GMT", null),
        ("0001-01-01T00:00:00+14:00", null),
        ("90", 90),
        ("Mon, 11 May 2026 09:01:30 GMT", 90),
        ("2026-05-11T09:01:30Z", 90),
        ("2026-05-11T11:01:30+02:00", 90),
        ("86399", Day - 1),
        ("86400", Day),
        ("5184000", Day),
        ("Fri, 10 Jul 2026 09:00:00 GMT", Day),
        ("2026-07-10T09:00:00Z", Day),
        ("2147483648", Day),
        ("99999999999", Day),
        ("9223372036854775808", Day),
        ("99999999999999999999999999999999999999", Day),
        ("Fri, 31 Dec 9999 23:59:59 GMT", Day),
        ("9999-12-31T23:59:59Z", Day),
    ];

    public static TheoryData<string, string, int?> Headers
    {
        get
        {
            var data = new TheoryData<string, string, int?>();
            foreach (var vendor in FaultVendor.All)
            {
                foreach (var (header, seconds) in _headers)
                    data.Add(vendor.Id, header, seconds);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Row20_Retry_After_is_limited_or_ignored(string id, string header, int? seconds)
    {
        Server(id).Faults.Always(Fault.Status(429, "", ("Retry-After", header)));

        var error = await FailureOf(DriveAsync(Provider(id).GetQuotaAsync(Token)));

        Assert.Equal((QuotaErrorKind.Throttled, 429), (error.Kind, error.StatusCode));
        Assert.Equal(seconds is { } known ? TimeSpan.FromSeconds(known) : null, error.RetryAfter);
        // The call waits only if the wait ends before the total timeout of 30 seconds.
        var attempts = seconds is > 30 ? 1 : 3;
        Assert.Equal((attempts, attempts), (error.Attempts, Server(id).RequestCount));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row20_Repeated_Retry_After_header_is_ignored(string id)
    {
        var server = Server(id);
        server.Faults.Always(Fault.Raw(
            "HTTP/1.1 503 Busy\r\nRetry-After: 90\r\nRetry-After: 91\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray()));

        var error = await FailureOf(DriveAsync(Provider(id).GetQuotaAsync(Token)));

        Assert.Equal((QuotaErrorKind.Unavailable, null, 3), (error.Kind, error.RetryAfter, error.Attempts));
    }

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task Row20_Retry_After_of_60_days_counts_as_one_day(string id)
    {
        var provider = Provider(id);
        Server(id).Faults.Enqueue(Fault.Status(429, "", ("Retry-After", "5184000")));
        await FailureOf(provider);

        Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        Assert.Equal((0, TimeSpan.FromTicks(1)), await FailureOf(provider) is var early ? (early.Attempts, early.RetryAfter!.Value) : default);
        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }
}
