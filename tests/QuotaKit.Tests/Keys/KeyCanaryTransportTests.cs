using System.Net;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches all output for keys when there is no response: timeouts, cancelled calls, untrusted hosts, proxies and failing handlers.</summary>
public sealed class KeyCanaryTransportTests : KeyCanaryTest
{
    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Timeout_cancellation_and_Dispose_leak_no_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            Watch.Scenario = $"{vendor}, timeout";
            var clock = new FakeClock();
            var body = EchoFaults.Fill(vendor.Refusals[0], JsonText(canary));
            vendor.In(Simulator).Faults.Enqueue(Fault.Status(503, body));
            vendor.In(Simulator).Faults.Always(Fault.Hang());
            var options = vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress, new QuotaResilienceOptions { MaxAttempts = 2 });
            var provider = CanaryVendor.Create(options, Logs, clock);
            using (provider as IDisposable)
            {
                var requests = vendor.In(Simulator).RequestCount;
                var backingOff = clock.TimerAsync(due => due < TimeSpan.FromSeconds(5));
                var call = LookAtAsync("the call", () => provider.GetQuotaAsync(Token));
                await backingOff.WaitAsync(Token);
                clock.Advance(TimeSpan.FromSeconds(2));
                await vendor.In(Simulator).WaitForRequestsAsync(requests + 2, Token);
                clock.Advance(TimeSpan.FromMinutes(1));
                Assert.Equal(QuotaErrorKind.Timeout, Assert.IsType<QuotaException>(await call).Kind);

                Watch.Scenario = $"{vendor}, cancelled";
                using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
                call = LookAtAsync("the call", () => provider.GetQuotaAsync(cancellation.Token));
                await vendor.In(Simulator).WaitForRequestsAsync(requests + 3, Token);
                await cancellation.CancelAsync();
                Assert.IsType<OperationCanceledException>(await call);

                Watch.Scenario = $"{vendor}, disposed while it waits";
                call = LookAtAsync("the call", () => provider.GetQuotaAsync(Token));
                await vendor.In(Simulator).WaitForRequestsAsync(requests + 4, Token);
                ((IDisposable)provider).Dispose();
                Assert.IsType<ObjectDisposedException>(await call);
            }
        }

        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task An_untrusted_or_unreachable_host_leaks_no_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            var address = vendor.In(Simulator).BaseAddress;
            await using (var tls = new UntrustedTls(canary.Value))
            {
                Watch.Scenario = $"{vendor}, untrusted certificate";
                Assert.Equal(QuotaErrorKind.Tls, await CallAsync(tls.Address));
                address = tls.Address;
            }

            Watch.Scenario = $"{vendor}, refused connection";
            Assert.Equal(QuotaErrorKind.Network, await CallAsync(address));

            async Task<QuotaErrorKind?> CallAsync(Uri at)
            {
                var provider = CanaryVendor.Create(vendor.Options(canary.Value, at), Logs);
                using (provider as IDisposable)
                    return (await LookAtAsync("the call", () => provider.GetQuotaAsync(Token)) as QuotaException)?.Kind;
            }
        }

        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces);
    }

    // A proxy sees the key when there is no TLS. Its own password, which is another key here, must not leak either.
    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_proxy_leaks_neither_key_nor_password(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var (index, canary) in Good.Index())
        {
            var password = Uri.EscapeDataString(Good[(index + 1) % Good.Count].Value);
            foreach (var status in new[] { 407, 403, 502 })
            {
                foreach (var scheme in new[] { "https", "http" })
                {
                    Watch.Scenario = $"{vendor}, {status} of a proxy for {scheme}";
                    await using var proxy = new EchoingProxy(status, canary.Value);
                    using var http = new HttpClient(new SocketsHttpHandler
                    {
                        AllowAutoRedirect = false,
                        Proxy = new WebProxy(new UriBuilder(proxy.Address) { UserName = "user", Password = password }.Uri),
                    });
                    var options = vendor.Options(canary.Value, new Uri($"{scheme}://127.0.0.1:1/"));
                    var provider = CanaryVendor.Create(options, Logs, client: http);
                    using (provider as IDisposable)
                        Assert.IsType<QuotaException>(await LookAtAsync("the call", () => provider.GetQuotaAsync(Token)));
                    Assert.NotEqual(0, proxy.Requests);
                }
            }
        }

        AssertNothingLeakedByQuotaKit(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_handler_that_quotes_headers_leaks_no_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            Watch.Scenario = $"{vendor}, a handler throws";
            using var handler = new Quoting();
            using var http = new HttpClient(handler, disposeHandler: false);
            var provider = CanaryVendor.Create(vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress), Logs, client: http);
            using (provider as IDisposable)
                Assert.IsType<QuotaException>(await LookAtAsync("the call", () => provider.GetQuotaAsync(Token)));
            Assert.True(handler.HasQuoted);
        }

        AssertNothingLeakedByQuotaKit(LogWatch.Channel, ObjectWatch.Channel);
    }

    /// <summary>A handler of the app that quotes all headers of the request in an exception, which it should not do.</summary>
    private sealed class Quoting : HttpMessageHandler
    {
        public bool HasQuoted { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = string.Join("; ", request.Headers.NonValidated.Select(h => $"{h.Key}: {h.Value}"));
            HasQuoted = true;
            throw new HttpRequestException("It failed.", new InvalidOperationException(headers));
        }
    }
}
