using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Http;

/// <summary>What one answer stands for that is no document.</summary>
public sealed class QuotaAnswerTests : VzlaTest
{
    private const string TooLong = "1024 KiB";

    [Theory]
    [InlineData(300, "https://elsewhere.example/quota?key=x", "HTTP 300, redirect refused to elsewhere.example, because the key would travel along (is BaseAddress right?)")]
    [InlineData(308, "https://elsewhere.example/", "HTTP 308, redirect refused to elsewhere.example, because the key would travel along (is BaseAddress right?)")]
    [InlineData(302, "/login", "HTTP 302, redirect refused, because the key would travel along (is BaseAddress right?)")]
    public async Task A_redirect_is_refused_with_the_host_where_there_is_one(int status, string location, string what)
    {
        var error = await FailureAsync(Fault.Status(status, "", ("Location", location)));

        Assert.Equal($"vzla.io did not send what it documents: {what}.", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, false, status), (error.Kind, error.IsTransient, error.StatusCode));
    }

    [Fact]
    public async Task A_good_answer_that_is_too_large_says_so_with_all_that_is_known_of_it()
    {
        var error = await FailureAsync(Fault.Status(203, $$"""{"a":"{{new string('x', 1024 * 1024)}}"}""", ("X-Request-ID", "r-1")));

        Assert.Equal($"vzla.io sent more than {TooLong}; a quota document is not as large.", error.Message);
        Assert.Equal((QuotaErrorKind.TooLarge, "vzla", "team-a", 203, "r-1"), (error.Kind, error.Provider, error.Account, error.StatusCode, error.RequestId));
    }

    [Fact]
    public async Task A_refusal_that_is_too_large_is_a_refusal_of_no_words()
    {
        var error = await FailureAsync(Fault.Status(400, $$"""{"error":"{{new string('x', 1024 * 1024)}}"}"""));

        Assert.Equal("vzla.io refused the request (HTTP 400).", error.Message);
        Assert.Null(error.VendorMessage);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    public async Task An_answer_of_no_content_is_empty(int status)
    {
        var error = await FailureAsync(Fault.Status(status, ""));

        Assert.Equal(("vzla.io did not send what it documents: the answer is empty.", status, true), (error.Message, error.StatusCode, error.IsTransient));
    }

    [Theory]
    [InlineData("X-Request-ID", "r-1", null, null, "r-1")]
    [InlineData("x-amzn-RequestId", "a-1", null, null, "a-1")]
    [InlineData("x-amzn-RequestId", "a-1", "X-Request-ID", "r-1", "r-1")]
    [InlineData("X-Other", "o-1", null, null, null)]
    public async Task The_vendors_id_for_the_request_is_told(string name, string value, string? otherName, string? otherValue, string? id)
    {
        (string, string)[] headers = otherName is null ? [(name, value)] : [(name, value), (otherName, otherValue!)];

        Assert.Equal(id, (await FailureAsync(Fault.Status(400, "", headers))).RequestId);
    }

    private async Task<QuotaException> FailureAsync(Fault fault)
    {
        Vendor.Faults.Always(fault);
        using var provider = Provider(account: "team-a", resilience: new() { MaxAttempts = 1 });
        return await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
    }
}
