using System.Net;
using QuotaKit.Core.Tests.Calls;
using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Http;

/// <summary>Responses without a quota document.</summary>
public sealed class ResponseReaderTests : VzlaTest
{
    private const string TooLong = "1024 KiB";

    [Theory]
    [InlineData(300, "https://elsewhere.example/quota?key=x", "HTTP 300, redirect to elsewhere.example")]
    [InlineData(308, "https://elsewhere.example/", "HTTP 308, redirect to elsewhere.example")]
    [InlineData(302, "https://elsewhere.example:8443/login", "HTTP 302, redirect to elsewhere.example:8443")]
    [InlineData(302, "http://elsewhere.example:443/", "HTTP 302, redirect to elsewhere.example:443")]
    [InlineData(302, "//elsewhere.example:81/", "HTTP 302, redirect to elsewhere.example:81")]
    [InlineData(302, "mailto:me@elsewhere.example", "HTTP 302, redirect")]
    public async Task Redirect_is_refused_and_names_host_and_port(int status, string location, string what)
    {
        var error = await FailureAsync(Fault.Status(status, "", ("Location", location)));

        Assert.Equal($"vzla.io sent an unexpected response: {what} refused, because it would send the API key there; check BaseAddress.", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, false, status), (error.Kind, error.IsTransient, error.StatusCode));
    }

    [Fact]
    public async Task Redirect_within_the_host_names_its_port()
    {
        var error = await FailureAsync(Fault.Status(302, "", ("Location", "/login")));

        Assert.Contains($"redirect to 127.0.0.1:{Vendor.BaseAddress.Port} refused, because", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://elsewhere.example/", "redirect to http://elsewhere.example refused, because")]
    [InlineData("http://elsewhere.example:8080/", "redirect to http://elsewhere.example:8080 refused, because")]
    [InlineData("https://elsewhere.example/", "redirect to elsewhere.example refused, because")]
    public async Task Redirect_from_https_to_http_shows_the_scheme(string location, string expected)
    {
        using var client = new HttpClient(new Redirecting(location));
        using var provider = new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = Key }) { HttpClient = client });

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A vendor's error reader may fail without a document. The status still tells what happened.</summary>
    [Theory]
    [InlineData(302, QuotaErrorKind.Protocol, "redirect to elsewhere.example refused")]
    [InlineData(200, QuotaErrorKind.Protocol, "it is a web page")]
    [InlineData(403, QuotaErrorKind.Forbidden, "HTTP 403")]
    public async Task Failing_error_reader_changes_nothing(int status, QuotaErrorKind kind, string expected)
    {
        Vendor.Faults.Always(Fault.Status(status, "<p>", ("Location", "https://elsewhere.example/")));
        var options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress, Resilience = new() { MaxAttempts = 1 } };
        using var provider = new MappedProvider(
            new QuotaProviderContext<VzlaQuotaOptions>(options),
            _ => throw new InvalidOperationException("a bug in the mapper"),
            _ => throw new InvalidOperationException("a bug in the error reader"));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((kind, status), (error.Kind, error.StatusCode));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_response_is_an_error_with_all_details()
    {
        var error = await FailureAsync(Fault.Status(203, $$"""{"a":"{{new string('x', 1024 * 1024)}}"}""", ("X-Request-ID", "r-1")));

        Assert.Equal($"vzla.io sent more than {TooLong}; a quota document is never that large.", error.Message);
        Assert.Equal((QuotaErrorKind.TooLarge, "vzla", "team-a", 203, "r-1"), (error.Kind, error.Provider, error.Account, error.StatusCode, error.RequestId));
    }

    [Fact]
    public async Task Too_large_error_response_has_no_vendor_message()
    {
        var error = await FailureAsync(Fault.Status(400, $$"""{"error":"{{new string('x', 1024 * 1024)}}"}"""));

        Assert.Equal("vzla.io rejected the request (HTTP 400).", error.Message);
        Assert.Null(error.VendorMessage);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    public async Task Response_without_content_is_empty(int status)
    {
        var error = await FailureAsync(Fault.Status(status, ""));

        Assert.Equal(("vzla.io sent an unexpected response: it is empty.", status, true), (error.Message, error.StatusCode, error.IsTransient));
    }

    [Theory]
    [InlineData("X-Request-ID", "r-1", null, null, "r-1")]
    [InlineData("x-amzn-RequestId", "a-1", null, null, "a-1")]
    [InlineData("x-amzn-RequestId", "a-1", "X-Request-ID", "r-1", "r-1")]
    [InlineData("X-Other", "o-1", null, null, null)]
    public async Task Request_id_is_read_from_the_headers(string name, string value, string? otherName, string? otherValue, string? id)
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

    private sealed class Redirecting(string location) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(location) } });
    }
}
