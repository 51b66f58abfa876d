using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>The reservation around a request of an app's own client: made before it leaves, settled by the response.</summary>
public sealed class GuardHttpTests : GuardHttpTest
{
    [Fact]
    public async Task Success_commits_under_the_key_that_was_sent()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Client(App())));

        Assert.Equal(QuotaReservationState.Committed, await StateAsync(KeySent));
        Assert.Equal("0", Sent[^1].Headers["Content-Length"]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(451)]
    public async Task A_refusal_releases(int status)
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Status(status));

        Assert.Equal(status, (int)await GetAsync(client));

        Assert.Equal(QuotaReservationState.Released, await StateAsync(KeySent));
    }

    [Theory]
    [InlineData(304)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(425)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_doubtful_status_stays_held_and_expires(int status)
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Status(status));

        Assert.Equal(status, (int)await GetAsync(client));

        Assert.Equal(QuotaReservationState.Held, await StateAsync(KeySent));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(QuotaReservationState.Expired, await StateAsync(KeySent));
    }

    [Fact]
    public async Task A_broken_connection_stays_held()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Reset());

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client));

        Assert.Equal(QuotaReservationState.Held, await StateAsync(KeySent));
        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task A_connection_that_ends_early_repeats_nothing()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Raw([]));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client));

        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task A_connection_that_was_never_made_releases()
    {
        // Bound, but not listening.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var client = Client(App());

        await Assert.ThrowsAsync<HttpRequestException>(
            () => GetAsync(client, "job-1", $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}/"));

        Assert.Equal(QuotaReservationState.Released, await StateAsync("job-1"));
    }

    [Fact]
    public async Task A_cancelled_request_stays_held()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Hang());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var request = Request("job-1");
        var before = Vendor.RequestCount;
        var sending = client.SendAsync(request, stop.Token);
        await Vendor.WaitForRequestsAsync(before + 1, Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(QuotaReservationState.Held, await StateAsync("job-1"));
    }

    [Fact]
    public async Task A_denied_request_is_not_sent()
    {
        Vendor.Account(Key).CurrentUsage = 1000;

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => GetAsync(Client(App())));

        Assert.Equal((1, 0), (error.Needed, error.Available));
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task Five_requests_for_one_unit_send_one()
    {
        Vendor.Account(Key).CurrentUsage = 999;
        var client = Client(App());

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            try
            {
                return await GetAsync(client) == HttpStatusCode.OK;
            }
            catch (InsufficientQuotaException)
            {
                return false;
            }
        }));

        Assert.Single(all, sent => sent);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_request_without_a_spend_is_sent_as_it_is()
    {
        var app = App(http => http.AddQuotaGuard("vzla", _ => null));

        await GetAsync(Client(app));

        var request = Assert.Single(Vendor.Requests);
        Assert.Equal((false, false), (request.Headers.ContainsKey("Idempotency-Key"), request.Headers.ContainsKey("Content-Length")));
    }

    [Fact]
    public async Task A_delegate_that_throws_sends_nothing()
    {
        var app = App(http => http.AddQuotaGuard("vzla", _ => throw new FormatException("no price")));

        Assert.Equal("no price", (await Assert.ThrowsAsync<FormatException>(() => GetAsync(Client(app)))).Message);

        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task A_delegate_may_read_the_request_asynchronously()
    {
        var app = App(http => http.AddQuotaGuard("vzla", async (request, ct) =>
        {
            var text = request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct);
            return text.Length == 0 ? null : OneRequest with { Amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) };
        }));
        using var request = Request("job-7");
        request.Content = new StringContent("7");

        using var response = await Client(app).SendAsync(request, Token);

        Assert.Equal(7, (await Ledger.FindAsync("job-7", Token))!.Lines[0].Spend.Amount);
    }

    [Fact]
    public async Task A_spend_of_another_account_is_an_error()
    {
        var app = App(http => http.AddQuotaGuard("vzla", _ => OneRequest with { Account = "vzla/team-a" }));

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => GetAsync(Client(app)));

        Assert.Equal("The spend is of the account 'vzla/team-a', but AddQuotaGuard was called for 'vzla'. Nothing was sent.", error.Message);
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public void A_synchronous_request_is_refused()
    {
        using var request = Request();

        var error = Assert.Throws<NotSupportedException>(() => Client(App()).Send(request, Token));
        Assert.Equal("A client with AddQuotaGuard sends asynchronously only. Call SendAsync instead of Send.", error.Message);

        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task A_missing_guard_is_named()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("search").AddQuotaGuard("vzla", _ => OneRequest);
        await using var app = services.BuildServiceProvider();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => GetAsync(Client(app), path: Vendor.BaseAddress.AbsoluteUri));

        Assert.Equal(("", "AddQuotaGuard needs a guard. Add one with AddGuard."), (error.Provider, error.Message));
    }
}
