using System.Net;
using Microsoft.Extensions.Logging;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 28 of docs/faults.md: a cancelled call ends at once, with the caller's token. The clock stands still, so no timeout can have ended
/// the call.</summary>
public sealed class CancellationRow : VendorRowTest
{
    public static TheoryData<string, string> Moments => Documents.ForEachVendor(
        "sending", "reading", "reading an error", "backing off", "waiting for Retry-After");

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_Cancelled_call_throws_with_the_callers_token(string id, string during)
    {
        using var caller = new CancellationTokenSource();

        var call = await StartAsync(id, during, provider => provider.GetQuotaAsync(caller.Token));
        await caller.CancelAsync();

        await AssertCancelledAsync(call, caller.Token);
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_Cancelling_one_reader_leaves_the_others_waiting(string id, string during)
    {
        using var caller = new CancellationTokenSource();
        QuotaClient? client = null;

        // The first reader starts the shared call, which must not use its token. Two more readers wait for the same call.
        var first = await StartAsync(id, during, provider => (client = Client(provider)).GetAsync(id, cancellationToken: caller.Token));
        var joined = client!.GetAsync(id, cancellationToken: caller.Token);
        var stays = client.GetAsync(id, cancellationToken: Token);
        await caller.CancelAsync();

        await AssertCancelledAsync(first, caller.Token);
        await AssertCancelledAsync(joined, caller.Token);
        Assert.False(stays.IsCompleted);
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_GetAllAsync_can_be_cancelled(string id, string during)
    {
        using var caller = new CancellationTokenSource();

        var call = await StartAsync(id, during, provider => Client(All(id, provider)).GetAllAsync(cancellationToken: caller.Token));
        await caller.CancelAsync();

        await AssertCancelledAsync(call, caller.Token);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_StreamAsync_keeps_results_before_cancellation(string id, string during)
    {
        using var caller = new CancellationTokenSource();
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new List<string>();

        var call = await StartAsync(id, during, provider => ReadAsync(Client(All(id, provider))));
        await Bounded(others.Task);
        await caller.CancelAsync();

        await AssertCancelledAsync(call, caller.Token);
        Assert.Equal(FaultVendor.All.Select(v => v.Id).Where(v => v != id), arrived.Order(StringComparer.Ordinal));

        async Task ReadAsync(QuotaClient client)
        {
            await foreach (var result in client.StreamAsync(cancellationToken: caller.Token))
            {
                arrived.Add(result.Name);
                if (arrived.Count == FaultVendor.All.Count - 1)
                    others.SetResult();
            }
        }
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row28_Cancelling_as_an_attempt_fails_stops_retries(string id)
    {
        using var caller = new CancellationTokenSource();
        Server(id).Faults.Always(Fault.Status(503, ""));
        var client = Keep(new HttpClient(new Spy(caller.Cancel)));

        await AssertCancelledAsync(Provider(id, client: client).GetQuotaAsync(caller.Token), caller.Token);

        Assert.Equal(1, Server(id).RequestCount);
    }

    [Fact]
    public async Task Row28_Cancelling_while_a_retry_is_logged_stops_it()
    {
        using var caller = new CancellationTokenSource();
        Server("heygen").Faults.Always(Fault.Status(503, ""));
        var options = new HeyGenQuotaOptions { ApiKey = FaultVendor.Of("heygen").Key, BaseAddress = Server("heygen").BaseAddress };
        using var provider = new HeyGenQuotaProvider(
            new QuotaProviderContext<HeyGenQuotaOptions>(options) { TimeProvider = Clock, Logger = new LogCallback(caller.Cancel) });

        await AssertCancelledAsync(provider.GetQuotaAsync(caller.Token), caller.Token);

        Assert.Equal(1, Server("heygen").RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row28_Cancelled_token_sends_nothing(string id)
    {
        var provider = Provider(id);
        var client = Client(All(id, provider));
        var cancelled = new CancellationToken(canceled: true);

        await AssertCancelledAsync(provider.GetQuotaAsync(cancelled), cancelled);
        await AssertCancelledAsync(client.GetAsync(id, cancellationToken: cancelled), cancelled);
        await AssertCancelledAsync(client.GetAsync(id, new() { AllowStale = true, MaxAge = TimeSpan.Zero }, cancelled), cancelled);
        await AssertCancelledAsync(client.GetAllAsync(cancellationToken: cancelled), cancelled);
        await AssertCancelledAsync(StreamAsync(), cancelled);

        Assert.Equal(0, FaultVendor.All.Sum(v => Server(v.Id).RequestCount));

        async Task StreamAsync()
        {
            await foreach (var result in client.StreamAsync(cancellationToken: cancelled))
                Assert.Fail($"The stream yielded {result} although its token was cancelled.");
        }
    }

    /// <summary>Starts a call and returns it when it has reached this state.</summary>
    private async Task<T> StartAsync<T>(string id, string during, Func<IQuotaProvider, T> start)
        where T : Task
    {
        var second = TimeSpan.FromSeconds(1);
        Server(id).Faults.Always(during switch
        {
            "sending" => Fault.Hang(),
            "reading" or "reading an error" => Fault.Drip(second),
            "backing off" => Fault.Status(503, ""),
            _ => Fault.Status(503, "", ("Retry-After", "7")),
        });
        var headers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var http = Keep(new HttpClient(new Spy(headers.SetResult, during == "reading an error" ? HttpStatusCode.BadRequest : null)));

        var call = start(Provider(id, client: http));
        await Bounded(during switch
        {
            "sending" => Server(id).WaitForRequestsAsync(1, Token),
            "reading" or "reading an error" => headers.Task,
            // The backoff is half a second, randomly varied by up to half.
            "backing off" => Clock.TimerAsync(due => due <= second),
            _ => Clock.TimerAsync(due => due == TimeSpan.FromSeconds(7)),
        });
        return call;
    }

    /// <summary>Returns this provider and those of the other vendors.</summary>
    private IEnumerable<IQuotaProvider> All(string id, IQuotaProvider provider) =>
        FaultVendor.All.Select(v => v.Id == id ? provider : Provider(v.Id));

    private static async Task AssertCancelledAsync(Task call, CancellationToken token)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bounded(call));
        Assert.Equal(token, error.CancellationToken);
    }

    /// <summary>Reports when the headers of a response have arrived, and may replace its status.</summary>
    private sealed class Spy(Action headersCame, HttpStatusCode? status = null) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.StatusCode = status ?? response.StatusCode;
            headersCame();
            return response;
        }
    }

    /// <summary>A logger that cancels the call as soon as it logs, which it does before a retry.</summary>
    private sealed class LogCallback(Action logged) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => logged();
    }
}
