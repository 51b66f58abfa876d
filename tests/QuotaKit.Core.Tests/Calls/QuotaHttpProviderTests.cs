using System.Net;
using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>What a provider owns and waits for.</summary>
public sealed class QuotaHttpProviderTests : VzlaTest
{
    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(31, false)]
    public async Task A_wait_that_leaves_no_time_for_an_attempt_is_not_begun(int seconds, bool waits)
    {
        using var provider = Provider();
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", $"{seconds}")));

        var call = provider.GetQuotaAsync(Token);
        if (waits)
        {
            await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(seconds)).WaitAsync(Token);
            Clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(973, (await call).Primary.Remaining);
        }
        else
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), (await Assert.ThrowsAsync<QuotaException>(() => call)).RetryAfter);
        }

        Assert.Equal(waits ? 2 : 1, Vendor.RequestCount);
    }

    [Fact]
    public async Task Who_gives_up_during_the_last_attempt_has_given_up()
    {
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")), Fault.Hang());
        using var provider = Provider(resilience: new() { MaxAttempts = 2 });
        using var impatience = new CancellationTokenSource();

        var call = provider.GetQuotaAsync(impatience.Token);
        await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)).WaitAsync(Token);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Vendor.WaitForRequestsAsync(2, Token);
        await impatience.CancelAsync();

        Assert.Equal(impatience.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    [Fact]
    public async Task A_client_that_was_given_to_it_stays_open_and_calls_fail_all_the_same()
    {
        using var client = new HttpClient();
        var provider = new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(Options()) { HttpClient = client, TimeProvider = Clock });
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);

        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));
        using var response = await client.GetAsync(new Uri("api/quantis/v2/me/quota/", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_changed_is_sent_by_the_next_call()
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
    public async Task An_address_that_is_changed_says_what_to_do()
    {
        var options = Options();
        options.Account = "team-a";
        using var provider = new VzlaQuotaProvider(options);
        (options.ApiKey, options.BaseAddress) = ("vzlaio_another_key", new Uri("https://other.example/"));

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla/team-a: BaseAddress has changed; it is read once. Create the provider anew.", error.Message);
        Assert.Equal(("vzla", "team-a"), (error.Provider, error.Account));
    }

    private VzlaQuotaOptions Options() => new() { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
}
