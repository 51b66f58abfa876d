using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 16 and 17 of docs/faults.md: the error kind and the attempts for each status.</summary>
public sealed class StatusRows : VendorRowTest
{
    public static TheoryData<string, int, QuotaErrorKind> Refusals => Each(
        (400, QuotaErrorKind.Rejected), (401, QuotaErrorKind.Unauthorized), (403, QuotaErrorKind.Forbidden), (404, QuotaErrorKind.NotFound),
        (405, QuotaErrorKind.Protocol), (406, QuotaErrorKind.Rejected), (409, QuotaErrorKind.Rejected), (410, QuotaErrorKind.Rejected),
        (418, QuotaErrorKind.Rejected), (422, QuotaErrorKind.Rejected), (431, QuotaErrorKind.Rejected), (451, QuotaErrorKind.Rejected),
        (499, QuotaErrorKind.Rejected));

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Row16_Refusal_has_its_kind_and_is_not_retried(string id, int status, QuotaErrorKind kind)
    {
        var error = await FailureAsync(id, Fault.Status(status, "<h1>no</h1>"));

        Assert.Equal((kind, status, false), (error.Kind, error.StatusCode, error.IsTransient));
        // After a response that is not version 2 of HeyGen's API, version 3 is called within the same attempt.
        Assert.Equal(id == "heygen" && status is 400 or 403 or 404 or 405 or 410 ? 2 : 1, error.Attempts);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1>", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row16_Only_a_rejected_key_blocks_further_calls(string id)
    {
        var provider = Provider(id);
        int[] refusals = [400, 402, 403, 405, 409, 422];
        // After a response that is not version 2 of HeyGen's API, version 3 is called within the same attempt.
        int Requests(int status) => id == "heygen" && status is 400 or 403 or 405 ? 2 : 1;
        Server(id).Faults.Enqueue(
            [.. refusals.SelectMany(status => Enumerable.Repeat(Fault.Status(status, "", ("Retry-After", "60")), Requests(status)))]);

        foreach (var status in refusals)
            Assert.Equal((status, Requests(status)), await FailureOf(provider) is var error ? (error.StatusCode, error.Attempts) : default);

        Assert.Equal(refusals.Sum(Requests), Server(id).RequestCount);
    }

    public static TheoryData<string, int, QuotaErrorKind> Outages => Each(
        (408, QuotaErrorKind.Timeout), (500, QuotaErrorKind.Unavailable), (502, QuotaErrorKind.Unavailable), (503, QuotaErrorKind.Unavailable),
        (504, QuotaErrorKind.Unavailable));

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Row17_Outage_has_its_kind_and_is_retried(string id, int status, QuotaErrorKind kind)
    {
        var error = await FailureAsync(id, Fault.Status(status, "<h1>down</h1>"));

        Assert.Equal((kind, status, true, 3), (error.Kind, error.StatusCode, error.IsTransient, error.Attempts));
        Assert.DoesNotContain("<h1>", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Row17_Temporary_outage_succeeds_on_retry(string id, int status, QuotaErrorKind kind)
    {
        Assert.NotEqual(QuotaErrorKind.Rejected, kind);
        Server(id).Faults.Enqueue(Fault.Status(status, ""), Fault.Status(status, ""));
        var provider = Provider(id, AtOnce, TimeProvider.System);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(3, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row17_Status_501_is_not_retried(string id)
    {
        var error = await FailureAsync(id, Fault.Status(501, ""));

        Assert.Equal((QuotaErrorKind.Unavailable, false, id == "heygen" ? 2 : 1), (error.Kind, error.IsTransient, error.Attempts));
    }

    private static TheoryData<string, int, QuotaErrorKind> Each(params (int Status, QuotaErrorKind Kind)[] rows)
    {
        var data = new TheoryData<string, int, QuotaErrorKind>();
        foreach (var vendor in FaultVendor.All)
        {
            foreach (var (status, kind) in rows)
                data.Add(vendor.Id, status, kind);
        }

        return data;
    }
}
