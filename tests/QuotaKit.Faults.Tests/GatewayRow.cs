using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 36 and 37 of docs/faults.md: a gateway or proxy refuses instead of the vendor.</summary>
public sealed class GatewayRow : VendorRowTest
{
    private const string Nginx =
        "<html>\r\n<head><title>Go away</title></head>\r\n<body><center><h1>Go away</h1></center><hr><center>nginx/1.22.1</center></body>\r\n</html>\r\n";

    public static TheoryData<string, int, QuotaErrorKind> Pages
    {
        get
        {
            var data = new TheoryData<string, int, QuotaErrorKind>();
            foreach (var vendor in FaultVendor.All)
            {
                data.Add(vendor.Id, 403, QuotaErrorKind.Forbidden);
                data.Add(vendor.Id, 404, QuotaErrorKind.NotFound);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Row36_Web_page_is_attributed_to_the_gateway(string id, int status, QuotaErrorKind kind)
    {
        var error = await FailureAsync(id, Page(status));

        Assert.Equal((kind, status, false), (error.Kind, error.StatusCode, error.IsTransient));
        Assert.Contains("could not be reached", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Check BaseAddress (127.0.0.1:{Server(id).BaseAddress.Port}/).", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("subscription", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nginx", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row36_401_of_a_gateway_says_so(string id)
    {
        var error = await FailureAsync(id, Page(401));

        Assert.Equal((QuotaErrorKind.Unauthorized, 401), (error.Kind, error.StatusCode));
        Assert.Contains("the API key was rejected", error.Message, StringComparison.Ordinal);
        Assert.Contains("another server probably sent it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task Row37_429_of_a_gateway_is_throttling(string id)
    {
        Server(id).Faults.Enqueue(Page(429, ("Retry-After", "60")));
        var provider = Provider(id);

        var first = await FailureOf(provider);
        var second = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Throttled, 1, TimeSpan.FromSeconds(60)), (first.Kind, first.Attempts, first.RetryAfter!.Value));
        Assert.Equal((QuotaErrorKind.Throttled, 0, TimeSpan.FromSeconds(60)), (second.Kind, second.Attempts, second.RetryAfter!.Value));
        Assert.Contains("there were too many requests", first.Message, StringComparison.Ordinal);
        Assert.Equal(1, Server(id).RequestCount);
    }

    private static Fault Page(int status, params (string, string)[] headers) =>
        Fault.Status(status, Nginx, [("Content-Type", "text/html"), .. headers]);
}
