using System.Text;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>The key that a call sends, and keys that come back in responses.</summary>
public sealed class CallKeyTests : VzlaTest
{
    [Fact]
    public async Task White_space_around_the_key_is_not_sent()
    {
        using var provider = Provider(key: $" {Key}\r\n");

        await provider.GetQuotaAsync(Token);

        Assert.Equal($"Bearer {Key}", Assert.Single(Vendor.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Changed_key_is_sent_by_the_next_call()
    {
        var options = Options();
        using var provider = new VzlaQuotaProvider(options);
        await provider.GetQuotaAsync(Token);
        Vendor.Account("vzlaio_another_key");
        options.ApiKey = "vzlaio_another_key";
        await provider.GetQuotaAsync(Token);

        Assert.Equal([$"Bearer {Key}", "Bearer vzlaio_another_key"], Vendor.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task Key_for_a_new_address_is_not_sent_to_the_old_one()
    {
        var options = Options();
        using var provider = new VzlaQuotaProvider(options);
        (options.ApiKey, options.BaseAddress) = ("vzlaio_for_another_host", new Uri("https://other.example/"));

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Contains("BaseAddress has changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task Error_does_not_contain_an_echoed_key()
    {
        Vendor.Faults.Enqueue(Fault.Status(400, $$$"""{"error":{"code":"{{{Key}}}","message":"bad key {{{Key}}}"}}""", ("X-Request-ID", Key)));
        using var provider = Provider();

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.DoesNotContain(Key, $"{error} {error.VendorCode} {error.VendorMessage} {error.RequestId}", StringComparison.Ordinal);
        Assert.StartsWith("bad key **", error.VendorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_does_not_quote_invalid_HTTP_with_the_key()
    {
        Vendor.Faults.Always(Fault.Raw(Encoding.ASCII.GetBytes($"HTXX {Key}\r\n\r\n")));
        using var provider = Provider(resilience: new() { MaxAttempts = 1 });

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    private VzlaQuotaOptions Options() => new() { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
}
