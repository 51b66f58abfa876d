using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>Requests that are sent again, redirected or long, and ledgers that fail.</summary>
public sealed class GuardHttpRetryTests : GuardHttpTest
{
    [Fact]
    public async Task A_retry_after_500_finds_its_reservation()
    {
        var app = Retrying();
        Vendor.Faults.Enqueue(Fault.None, Fault.Status(500));

        Assert.Equal(HttpStatusCode.OK, await GetAsync(Client(app)));

        Assert.Equal(2, Sent.Count);
        Assert.Single(Sent.Select(r => r.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal(QuotaReservationState.Committed, await StateAsync(KeySent));
    }

    [Fact]
    public async Task A_refusal_after_500_releases_nothing()
    {
        var app = Retrying();
        Vendor.Faults.Enqueue(Fault.None, Fault.Status(500), Fault.Status(429));

        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(Client(app)));

        Assert.Equal(QuotaReservationState.Held, await StateAsync(KeySent));
    }

    [Fact]
    public async Task A_retry_after_a_refusal_reserves_anew()
    {
        var app = Retrying(HttpStatusCode.TooManyRequests);
        Vendor.Faults.Enqueue(Fault.None, Fault.Status(429));

        Assert.Equal(HttpStatusCode.OK, await GetAsync(Client(app)));

        var keys = Sent.Select(r => r.Headers["Idempotency-Key"]).ToArray();
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal((QuotaReservationState.Released, QuotaReservationState.Committed), (await StateAsync(keys[0]), await StateAsync(keys[1])));
    }

    [Fact]
    public async Task The_apps_own_key_survives_refusals()
    {
        var app = Retrying(HttpStatusCode.TooManyRequests);
        Vendor.Faults.Enqueue(Fault.None, Fault.Status(429));

        Assert.Equal(HttpStatusCode.OK, await GetAsync(Client(app), "job-1"));

        Assert.Equal(["job-1", "job-1"], Sent.Select(r => r.Headers["Idempotency-Key"]));
        Assert.Equal((QuotaReservationState.Released, QuotaReservationState.Committed), (await StateAsync("job-1"), await StateAsync("job-1/2")));
    }

    [Fact]
    public async Task The_apps_own_retry_finds_its_reservation()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Status(503), Fault.Status(402));
        await GetAsync(client, "job-1");

        await GetAsync(client, "job-1");
        Assert.Equal(QuotaReservationState.Held, await StateAsync("job-1"));

        await GetAsync(client, "job-1");
        Assert.Equal(QuotaReservationState.Committed, await StateAsync("job-1"));
    }

    [Fact]
    public async Task A_committed_key_is_not_sent_again()
    {
        var client = Client(App());
        await GetAsync(client, "job-1");

        var error = await Assert.ThrowsAsync<QuotaReservationException>(() => GetAsync(client, "job-1"));

        Assert.Equal(QuotaReservationState.Committed, error.Reservation!.State);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_key_that_cannot_be_an_id_is_sent_as_it_is()
    {
        await GetAsync(Client(App()), "\"a quoted key\"");

        Assert.Equal("\"a quoted key\"", KeySent);
        Assert.Empty(await HeldAsync());
        Assert.Equal(1, (await Ledger.GetPositionAsync("vzla", cancellationToken: Token))!.Spent);
    }

    [Fact]
    public async Task A_refusal_after_a_redirect_releases_nothing()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(
            Fault.Status(303).WithHeader("Location", new Uri(Vendor.BaseAddress, "api/quantis/v2/elsewhere/").AbsoluteUri), Fault.Status(404));

        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(client, "job-1"));

        Assert.Equal(QuotaReservationState.Held, await StateAsync("job-1"));
    }

    [Fact]
    public async Task Headers_commit_before_the_body_is_read()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.ResetMidBody());
        using var request = Request("job-1");

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

        Assert.Equal(QuotaReservationState.Committed, await StateAsync("job-1"));
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task The_lease_is_renewed_while_the_request_runs()
    {
        var client = Client(App());
        await GetAsync(client);
        Vendor.Faults.Enqueue(Fault.Delay(TimeSpan.FromHours(3)));
        var sending = GetAsync(client, "job-1");
        await Clock.TimerAsync(due => due == TimeSpan.FromHours(3));

        for (var i = 0; i < 6; i++)
        {
            // The timers of the lease; the delay of the response is the last one.
            await Clock.TimerAsync(due => due > TimeSpan.Zero && due <= TimeSpan.FromMinutes(30));
            Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(HttpStatusCode.OK, await sending);
        var hold = await Ledger.FindAsync("job-1", Token);
        Assert.Equal((QuotaReservationState.Committed, false), (hold!.State, hold.IsFlagged));
        Assert.True(hold.ExpiresAt - hold.ReservedAt > TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task A_slot_is_kept_on_request()
    {
        var app = App(http => http.AddQuotaGuard("vzla", _ => OneRequest with { Concurrency = "jobs" }, keepSlot: true), add: s =>
            s.Configure<QuotaGuardOptions>(o => o.Concurrency.Add(new("vzla", "jobs", 1))));
        var guard = app.GetRequiredService<IQuotaGuard>();
        await GetAsync(Client(app));

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => GetAsync(Client(app)));
        Assert.Equal("jobs", error.Concurrency);

        await (await guard.FindAsync(KeySent, Token))!.ReleaseAsync(Token);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Client(app)));
    }

    private ServiceProvider Retrying(HttpStatusCode on = HttpStatusCode.InternalServerError) =>
        App(outside: http => http.AddHttpMessageHandler(() => new Retries(on)));

    private async Task<List<LedgerHold>> HeldAsync()
    {
        var held = new List<LedgerHold>();
        await foreach (var hold in Ledger.ListAsync(cancellationToken: Token))
            held.Add(hold);
        return held;
    }

    /// <summary>Sends a request again, once, when it gets a status.</summary>
    private sealed class Retries(HttpStatusCode on) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode != on)
                return response;
            response.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
