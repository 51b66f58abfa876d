using System.Net;
using Microsoft.Extensions.Logging;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 28 of the table of faults: whoever gives up is let go at once, with their own token. The clock stands still meanwhile, so that
/// nothing but the cancellation can have ended the call.</summary>
public sealed class CancellationRow : VendorRowTest
{
    public static TheoryData<string, string> Moments => Documents.ForEachVendor("sending", "reading", "reading an error", "backing off", "waiting as asked");

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_a_call_ends_with_the_callers_token(string id, string during)
    {
        using var patience = new CancellationTokenSource();

        var call = await StartAsync(id, during, provider => provider.GetQuotaAsync(patience.Token));
        await patience.CancelAsync();

        await AssertGaveUpAsync(call, patience.Token);
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_a_reader_of_a_client_is_let_go_and_the_call_goes_on_for_the_others(string id, string during)
    {
        using var patience = new CancellationTokenSource();
        QuotaClient? client = null;

        // The first reader, whose token must not be the call's, and two who queue for its answer.
        var first = await StartAsync(id, during, provider => (client = Client(provider)).GetAsync(id, cancellationToken: patience.Token));
        var joined = client!.GetAsync(id, cancellationToken: patience.Token);
        var stays = client.GetAsync(id, cancellationToken: Token);
        await patience.CancelAsync();

        await AssertGaveUpAsync(first, patience.Token);
        await AssertGaveUpAsync(joined, patience.Token);
        Assert.False(stays.IsCompleted);
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_who_reads_all_is_let_go_though_one_is_not_done(string id, string during)
    {
        using var patience = new CancellationTokenSource();

        var call = await StartAsync(id, during, provider => Client(All(id, provider)).GetAllAsync(cancellationToken: patience.Token));
        await patience.CancelAsync();

        await AssertGaveUpAsync(call, patience.Token);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Row28_who_streams_has_what_came_and_is_let_go(string id, string during)
    {
        using var patience = new CancellationTokenSource();
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new List<string>();

        var call = await StartAsync(id, during, provider => ReadAsync(Client(All(id, provider))));
        await Bounded(others.Task);
        await patience.CancelAsync();

        await AssertGaveUpAsync(call, patience.Token);
        Assert.Equal(FaultVendor.All.Select(v => v.Id).Where(v => v != id), arrived.Order(StringComparer.Ordinal));

        async Task ReadAsync(QuotaClient client)
        {
            await foreach (var result in client.StreamAsync(cancellationToken: patience.Token))
            {
                arrived.Add(result.Name);
                if (arrived.Count == FaultVendor.All.Count - 1)
                    others.SetResult();
            }
        }
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row28_who_gives_up_just_as_an_attempt_fails_has_given_up(string id)
    {
        using var patience = new CancellationTokenSource();
        Server(id).Faults.Always(Fault.Status(503, ""));
        var client = Keep(new HttpClient(new Spy(patience.Cancel)));

        await AssertGaveUpAsync(Provider(id, client: client).GetQuotaAsync(patience.Token), patience.Token);

        Assert.Equal(1, Server(id).RequestCount);
    }

    [Fact]
    public async Task Row28_who_gives_up_while_it_is_decided_to_ask_again_has_given_up()
    {
        using var patience = new CancellationTokenSource();
        Server("heygen").Faults.Always(Fault.Status(503, ""));
        var options = new HeyGenQuotaOptions { ApiKey = FaultVendor.Of("heygen").Key, BaseAddress = Server("heygen").BaseAddress };
        using var provider = new HeyGenQuotaProvider(
            new QuotaProviderContext<HeyGenQuotaOptions>(options) { TimeProvider = Clock, Logger = new Reader(patience.Cancel) });

        await AssertGaveUpAsync(provider.GetQuotaAsync(patience.Token), patience.Token);

        Assert.Equal(1, Server("heygen").RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row28_who_has_given_up_before_asks_nothing(string id)
    {
        var provider = Provider(id);
        var client = Client(All(id, provider));
        var gaveUp = new CancellationToken(canceled: true);

        await AssertGaveUpAsync(provider.GetQuotaAsync(gaveUp), gaveUp);
        await AssertGaveUpAsync(client.GetAsync(id, cancellationToken: gaveUp), gaveUp);
        await AssertGaveUpAsync(client.GetAsync(id, new() { AllowStale = true, MaxAge = TimeSpan.Zero }, gaveUp), gaveUp);
        await AssertGaveUpAsync(client.GetAllAsync(cancellationToken: gaveUp), gaveUp);
        await AssertGaveUpAsync(StreamAsync(), gaveUp);

        Assert.Equal(0, FaultVendor.All.Sum(v => Server(v.Id).RequestCount));

        async Task StreamAsync()
        {
            await foreach (var result in client.StreamAsync(cancellationToken: gaveUp))
                Assert.Fail($"{result} came.");
        }
    }

    /// <summary>Starts a call, and returns when it has got that far.</summary>
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
            // Half a second, give or take half.
            "backing off" => Clock.TimerAsync(due => due <= second),
            _ => Clock.TimerAsync(due => due == TimeSpan.FromSeconds(7)),
        });
        return call;
    }

    /// <summary>This provider among those of the other vendors.</summary>
    private IEnumerable<IQuotaProvider> All(string id, IQuotaProvider provider) =>
        FaultVendor.All.Select(v => v.Id == id ? provider : Provider(v.Id));

    private static async Task AssertGaveUpAsync(Task call, CancellationToken token)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bounded(call));
        Assert.Equal(token, error.CancellationToken);
    }

    /// <summary>Tells when an answer's headers are there, and may put another status among them.</summary>
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

    /// <summary>Somebody who reads in the log that the vendor is asked again.</summary>
    private sealed class Reader(Action read) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => read();
    }
}
