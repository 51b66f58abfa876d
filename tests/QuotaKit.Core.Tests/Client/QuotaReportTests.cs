using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Reading many accounts of which some fail.</summary>
public sealed class QuotaReportTests : VzlaTest
{
    [Fact]
    public async Task Failed_account_does_not_affect_the_others()
    {
        var (client, _) = ThreeAccounts();
        using (client)
        {
            Vendor.Account("vzlaio_of_a").CurrentUsage = 900;
            var report = await client.GetAllAsync(cancellationToken: Token);

            Assert.Equal(["vzla/a", "vzla/b", "vzla/wrong"], report.Results.Select(r => r.Name));
            Assert.Equal([100m, 973m], report.Snapshots.Select(s => s.Primary.Remaining!.Value));
            Assert.Equal(QuotaErrorKind.Unauthorized, Assert.Single(report.Errors).Kind);
            Assert.Equal("wrong", report["vzla/wrong"].Account);
            Assert.Throws<QuotaException>(() => report["vzla/wrong"].GetSnapshotOrThrow());
            Assert.Equal(100, report["VZLA/A"].GetSnapshotOrThrow().Primary.Remaining);
            Assert.Equal(QuotaStatus.Warning, report.Status);
            Assert.Throws<KeyNotFoundException>(() => report["vzla"]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallsPerVendor_limits_calls_but_vendors_do_not_wait(bool streams)
    {
        Held[] slow = [.. Enumerable.Range(0, 5).Select(i => new Held($"slow/{i}"))];
        var quick = new Held("quick");
        using var client = new QuotaClient([.. slow, quick], new() { CallsPerVendor = 2 });

        var reading = streams ? StreamAsync() : client.GetAllAsync(cancellationToken: Token).ContinueWith(r => r.Result.Results, TaskScheduler.Default);

        Assert.Equal([true, true, false, false, false, true], [.. slow.Select(s => s.IsAsked), quick.IsAsked]);
        quick.Answer();
        foreach (var account in slow)
        {
            await account.Asked.WaitAsync(Token);
            account.Answer();
        }

        Assert.Equal(6, (await reading).Count(r => r.IsSuccess));

        async Task<IReadOnlyList<QuotaResult>> StreamAsync()
        {
            var results = new List<QuotaResult>();
            await foreach (var result in client.StreamAsync(cancellationToken: Token))
                results.Add(result);
            return results;
        }
    }

    [Fact]
    public async Task Report_with_a_failure_is_not_normal()
    {
        var (client, _) = ThreeAccounts();
        using (client)
            Assert.Equal(QuotaStatus.Unknown, (await client.GetAllAsync(cancellationToken: Token)).Status);
    }

    [Fact]
    public async Task Any_exception_is_a_failed_result()
    {
        using var good = Provider();
        using var client = new QuotaClient([good, new Broken()]);

        var report = await client.GetAllAsync(cancellationToken: Token);

        Assert.True(report["vzla"].IsSuccess);
        var error = report["broken/x"].Error!;
        Assert.Equal((QuotaErrorKind.Unavailable, "broken", "x"), (error.Kind, error.Provider, error.Account));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Report_with_a_failure_can_be_written_as_json(bool bySourceGeneration)
    {
        var (client, _) = ThreeAccounts();
        using (client)
        {
            var report = await client.GetAllAsync(cancellationToken: Token);

            var json = bySourceGeneration
                ? JsonSerializer.Serialize(report, QuotaJson.Default.QuotaReport)
                : JsonSerializer.Serialize(report, JsonSerializerOptions.Web);

            using var document = JsonDocument.Parse(json);
            var results = document.RootElement.GetProperty("results");
            var (good, failed) = (results[0], results[2]);
            Assert.Equal("Unauthorized", failed.GetProperty("error").GetProperty("kind").GetString());
            Assert.Equal(JsonValueKind.Null, failed.GetProperty("snapshot").ValueKind);
            Assert.Equal(973, good.GetProperty("snapshot").GetProperty("balances")[0].GetProperty("remaining").GetDecimal());
        }
    }

    [Fact]
    public async Task Dispose_ends_providers_that_ignore_their_token()
    {
        var client = new QuotaClient([new Deaf()]);
        var all = client.GetAllAsync(cancellationToken: Token);

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => all.WaitAsync(Token));
    }

    [Fact]
    public async Task Results_stream_as_they_arrive()
    {
        var (client, providers) = ThreeAccounts();
        using (client)
        {
            Vendor.Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(5)));
            var slow = client.GetAsync("vzla/b", cancellationToken: Token);
            await Vendor.WaitForRequestsAsync(1, Token);

            var names = new List<string>();
            await foreach (var result in client.StreamAsync(cancellationToken: Token))
            {
                names.Add(result.Name);
                if (names.Count == providers.Count - 1)
                    Clock.Advance(TimeSpan.FromSeconds(5));
            }

            Assert.Equal(["vzla/a", "vzla/wrong"], names.Take(2).Order());
            Assert.Equal("vzla/b", names[2]);
            Assert.Equal(973, (await slow).Primary.Remaining);
        }
    }

    [Fact]
    public async Task Cancelling_ends_GetAllAsync_and_StreamAsync()
    {
        var (client, _) = ThreeAccounts();
        using (client)
        using (var impatience = new CancellationTokenSource())
        {
            Vendor.Faults.Always(Fault.Hang());
            var all = client.GetAllAsync(cancellationToken: impatience.Token);
            var stream = Task.Run(async () => await client.StreamAsync(cancellationToken: impatience.Token).GetAsyncEnumerator().MoveNextAsync(), Token);
            await Vendor.WaitForRequestsAsync(3, Token);
            await impatience.CancelAsync();

            Assert.Equal(impatience.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all)).CancellationToken);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream);
        }
    }

    [Fact]
    public async Task Report_without_accounts_is_empty()
    {
        using var client = new QuotaClient([]);

        var report = await client.GetAllAsync(cancellationToken: Token);

        Assert.Empty(report.Results);
        Assert.Equal(QuotaStatus.Unknown, report.Status);
        await foreach (var _ in client.StreamAsync(cancellationToken: Token))
            Assert.Fail("There is nothing to stream.");
    }

    private (QuotaClient Client, IReadOnlyList<IQuotaProvider> Providers) ThreeAccounts()
    {
        Vendor.Account("vzlaio_of_a");
        Vendor.Account("vzlaio_of_b");
        IReadOnlyList<IQuotaProvider> providers =
            [Provider(key: "vzlaio_of_a", account: "a"), Provider(key: "vzlaio_of_b", account: "b"), Provider(key: "vzlaio_unknown", account: "wrong")];
        return (new QuotaClient(providers, timeProvider: Clock), providers);
    }

    /// <summary>A provider that ignores its token and never ends.</summary>
    private sealed class Deaf : IQuotaProvider
    {
        public string Name => "deaf";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => new TaskCompletionSource<QuotaSnapshot>().Task;
    }

    /// <summary>A provider with a bug.</summary>
    private sealed class Broken : IQuotaProvider
    {
        public string Name => "broken/x";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("a bug");
    }
}
