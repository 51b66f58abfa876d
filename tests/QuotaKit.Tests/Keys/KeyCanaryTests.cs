using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuotaKit.HeyGen;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Keys;

/// <summary>Sends keys through every kind of fault, echoed wherever a vendor can echo them, and looks for them in all that comes out.</summary>
public sealed class KeyCanaryTests : KeyCanaryTest
{
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };
    private static readonly QuotaReadOptions _nowOrStale = new() { MaxAge = TimeSpan.Zero, AllowStale = true };

    public static TheoryData<string> Vendors => [.. CanaryVendor.Names];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_provider_of_its_own_lets_no_key_out(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            foreach (var (fault, answer) in EchoFaults.Of(vendor, canary))
                await AskAsync(vendor, canary, fault, answer);
        }

        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces, TelemetryWatch.Metrics, TelemetryWatch.Events);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task The_client_lets_no_key_out(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var (index, canary) in Good.Index())
        {
            // Each fault with one of the keys, and the key in one form: the test above had all of them.
            foreach (var (fault, answer) in EchoFaults.Of(vendor, canary, inAllForms: false).Where((_, i) => i % Good.Count == index))
                await AskInAppAsync(vendor, canary, fault, answer);
        }

        AssertNothingLeaked(
            LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces, TelemetryWatch.Metrics, TelemetryWatch.Logs, TelemetryWatch.Events);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task An_answer_that_is_no_HTTP_gets_no_key_past_QuotaKit(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var (index, canary) in Good.Index())
        {
            foreach (var (i, (fault, answer)) in EchoFaults.OnTheWire(canary).Index())
            {
                await AskAsync(vendor, canary, fault, answer);
                if (i % Good.Count == index)
                    await AskInAppAsync(vendor, canary, fault, answer);
            }
        }

        AssertNothingLeakedByQuotaKit(LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces, TelemetryWatch.Metrics, TelemetryWatch.Logs);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_refusal_that_is_kept_lets_no_key_out(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            foreach (var status in new[] { 401, 429, 503 })
            {
                Watch.Scenario = $"{vendor}, {status} again and again";
                var body = EchoFaults.Fill(vendor.Refusals[0], JsonText(canary));
                vendor.In(Simulator).Faults.Always(Fault.Status(status, body, ("Retry-After", "3600"), ("X-Request-ID", canary.Value)));
                var resilience = new QuotaResilienceOptions { MaxAttempts = 1, BreakAfterFailures = 2 };
                var provider = CanaryVendor.Create(vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress, resilience), Logs);
                using (provider as IDisposable)
                {
                    for (var call = 0; call < 4; call++)
                        Assert.NotNull(await LookAtAsync("the call", () => provider.GetQuotaAsync(Token)));
                }

                Assert.NotNull(await LookAtAsync("the call after Dispose", () => provider.GetQuotaAsync(Token)));
            }
        }

        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task An_answer_that_never_comes_lets_no_key_out(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            Watch.Scenario = $"{vendor}, time-out";
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
                using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Token);
                call = LookAtAsync("the call", () => provider.GetQuotaAsync(impatience.Token));
                await vendor.In(Simulator).WaitForRequestsAsync(requests + 3, Token);
                await impatience.CancelAsync();
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
    public async Task A_host_that_cannot_be_trusted_or_reached_lets_no_key_out(string name)
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

    /// <summary>A proxy sees the key where there is no TLS. Its own password, here another of the keys, is to come out as little.</summary>
    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_proxy_lets_neither_the_key_nor_its_password_out(string name)
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
    public async Task A_handler_that_quotes_the_request_lets_no_key_out_through_our_errors(string name)
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

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_malformed_key_is_never_quoted(string name)
    {
        var vendor = CanaryVendor.Of(name);
        Watch.LookFor(Malformed);
        foreach (var canary in Malformed)
        {
            Watch.Scenario = $"{vendor}, {canary}";
            var options = vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress);
            var direct = Assert.Throws<QuotaConfigurationException>(() => CanaryVendor.Create(options, Logs));
            Look("the constructor's exception", direct);
            Look("what Validate says", options.Validate().ToList());
            Look("the options", options);

            await using var app = App(Configuration(vendor, ("ApiKey", canary.Value), ("Accounts:b:ApiKey", canary.Value)));
            var client = app.GetRequiredService<IQuotaClient>();
            Assert.IsType<QuotaConfigurationException>(await LookAtAsync("GetAsync", () => client.GetAsync(vendor.Id, _nowOrStale, Token)));
            await LookAtAsync("GetAllAsync", () => client.GetAllAsync(cancellationToken: Token));
            await LookAtAsync("StreamAsync", async () => await client.StreamAsync(cancellationToken: Token).ToListAsync(Token));
            Look("the client", client);
            Look("the providers", app.GetServices<IQuotaProvider>().ToList());

            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Configuration.AddConfiguration(Configuration(vendor, ("ApiKey", canary.Value)));
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
            builder.Services.AddQuotaKit();
            using var host = builder.Build();
            Assert.NotNull(await LookAtAsync("the host", async () =>
            {
                await host.StartAsync(Token);
                return host;
            }));
        }

        Assert.Equal(0, vendor.In(Simulator).RequestCount);
        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_key_in_the_wrong_setting_is_never_quoted(string name)
    {
        var vendor = CanaryVendor.Of(name);
        string[] settings =
        [
            "BaseAddress", "Version", "Plan", "Thresholds", "Thresholds:Warning", "Thresholds:Critical", "Resilience", "Resilience:MaxAttempts",
            "Resilience:AttemptTimeout", "Resilience:TotalTimeout", "Resilience:BaseDelay", "Resilience:BreakAfterFailures", "ApiKey:Value", "Apikee", "Accounts:b",
            "Accounts:b:BaseAddress", "Accounts:b:Resilience",
        ];
        Watch.LookFor(Malformed);
        foreach (var canary in Good.Concat(Malformed))
        {
            foreach (var setting in settings)
            {
                Watch.Scenario = $"{vendor}, {canary} in {setting}";
                await using var app = App(Configuration(vendor, ("ApiKey", Good[0].Value), (setting, canary.Value)));
                await LookAtAsync("GetAllAsync", () => app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token));
            }

            foreach (var setting in new[] { "CacheDuration", "FailureCacheDuration", "ApiKey", vendor.Setting })
            {
                Watch.Scenario = $"{canary} in QuotaKit:{setting}";
                var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"QuotaKit:{setting}", canary.Value)]).Build();
                await using var app = App(configuration);
                await LookAtAsync("GetAllAsync", () => app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token));
            }
        }

        AssertNothingLeaked(ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_key_that_changes_lets_neither_out(string name)
    {
        var vendor = CanaryVendor.Of(name);
        Watch.Scenario = $"{vendor}, a changed key";
        var configuration = Configuration(vendor, ("ApiKey", Good[0].Value));
        var app = App(configuration);
        var client = app.GetRequiredService<IQuotaClient>();
        Watch.LookFor(Malformed);
        foreach (var canary in Good.Concat(Malformed).Concat(Good))
        {
            configuration[$"QuotaKit:{vendor.Setting}:ApiKey"] = canary.Value;
            configuration.Reload();
            vendor.In(Simulator).Faults.Enqueue(Fault.Status(401, EchoFaults.Fill(vendor.Refusals[0], JsonText(canary))));
            await LookAtAsync("a refusal", () => client.GetAsync(vendor.Id, _nowOrStale, Token));
            vendor.In(Simulator).Faults.Clear();
            await LookAtAsync("an answer", () => client.GetAllAsync(_now, Token));
        }

        await app.DisposeAsync();
        await LookAtAsync("a call after Dispose", () => client.GetAllAsync(_now, Token));
        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Fact]
    public async Task No_default_of_the_app_brings_the_loggers_of_HTTP_clients_back()
    {
        var vendor = CanaryVendor.Of("pictory");
        foreach (var isAfter in new[] { false, true })
        {
            Watch.Scenario = $"an app's own defaults, {(isAfter ? "after" : "before")} AddQuotaKit";
            var services = Services().AddSingleton<IConfiguration>(Configuration(vendor, ("ApiKey", Good[0].Value)));
            if (!isAfter)
                services.ConfigureHttpClientDefaults(http => http.AddDefaultLogger());
            services.AddQuotaKit();
            if (isAfter)
                services.ConfigureHttpClientDefaults(http => http.AddDefaultLogger());
            await using var app = services.BuildServiceProvider();
            Assert.Null(await LookAtAsync("GetAsync", () => app.GetRequiredService<IQuotaClient>().GetAsync("pictory", cancellationToken: Token)));
        }

        AssertNothingLeaked(LogWatch.Channel, TelemetryWatch.Logs);
    }

    [Fact]
    public async Task The_observer_of_vzla_headers_lets_no_token_out()
    {
        // Tokens of vzla.io start with this; the observer knows no more of one than that.
        var token = $"vzlaio_{Good[0].Value}";
        Watch.Scenario = "vzla.io's headers";
        Simulator.Vzla.Account(token);
        Simulator.Vzla.Faults.Always(Fault.Headers(("X-Request-ID", token)));
        var services = Services().AddSingleton<IConfiguration>(Configuration(CanaryVendor.Of("vzla"), ("ApiKey", token)));
        services.AddQuotaKit();
        services.AddHttpClient("own").AddVzlaQuotaObserver().RemoveAllLoggers();
        await using var app = services.BuildServiceProvider();
        using var http = app.GetRequiredService<IHttpClientFactory>().CreateClient("own");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Simulator.Vzla.BaseAddress, "api/quantis/v2/search/"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        await app.GetRequiredService<IQuotaClient>().GetAsync("vzla", cancellationToken: Token);

        using var response = await http.SendAsync(request, Token);

        Assert.True(VzlaQuotaHeaders.TryRead(response, out var snapshot));
        Look("TryRead", snapshot);
        Assert.Null(await LookAtAsync("GetAsync", () => app.GetRequiredService<IQuotaClient>().GetAsync("vzla", cancellationToken: Token)));
        Assert.Equal(2, Simulator.Vzla.RequestCount);
        AssertNothingLeaked(ObjectWatch.Channel);
    }

    [Fact]
    public async Task Only_ApiKey_itself_holds_the_key_of_options()
    {
        Watch.Scenario = "options";
        await using var app = App(Configuration(CanaryVendor.Of("heygen V3"), ("ApiKey", Good[0].Value), ("Accounts:b:ApiKey", Good[1].Value)));
        var monitor = app.GetRequiredService<IOptionsMonitor<HeyGenQuotaOptions>>();
        Assert.Equal(Good[1].Value.Length, monitor.Get("b").ApiKey.Length);

        Look("IOptions", app.GetRequiredService<IOptions<HeyGenQuotaOptions>>());
        Look("the monitor's", monitor.CurrentValue);
        Look("the account's", monitor.Get("b"));
        foreach (var vendor in CanaryVendor.All)
            Look("a script's", vendor.Options(Good[2].Value, new Uri("https://api.example.com/")));
        AssertNothingLeaked(ObjectWatch.Channel);
    }

    [Fact]
    public async Task The_simulators_journal_prints_no_key()
    {
        Watch.Scenario = "journal";
        foreach (var canary in Good)
        {
            using var http = new HttpClient { BaseAddress = Simulator.HeyGen.BaseAddress };
            foreach (var path in new[] { "v2/user/remaining_quota", "v9/nobody/serves/this" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{path}?key={Uri.EscapeDataString(canary.Value)}", UriKind.Relative));
                request.Headers.TryAddWithoutValidation("x-api-key", canary.Value);
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {canary.Value}");
                using var response = await http.SendAsync(request, Token);
                Watch.Look(ObjectWatch.Channel, "the answer", await response.Content.ReadAsStringAsync(Token));
            }
        }

        Assert.All(Simulator.HeyGen.Requests.Concat(Simulator.UnexpectedRequests), r => Watch.Look(ObjectWatch.Channel, "a request", r.ToString()));
        var unexpected = Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
        Watch.Look(ObjectWatch.Channel, "the exception", unexpected.ToString());
        AssertNothingLeaked(ObjectWatch.Channel);
    }

    /// <summary>As a script does.</summary>
    private async Task AskAsync(CanaryVendor vendor, KeyCanary canary, string fault, Fault answer)
    {
        Watch.Scenario = $"{vendor}, {fault}";
        vendor.In(Simulator).Faults.Always(answer);
        var options = vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress, CanaryVendor.Twice());
        var provider = CanaryVendor.Create(options, Logs);
        using (provider as IDisposable)
            await LookAtAsync("the call", () => provider.GetQuotaAsync(Token));
        Look("the provider", provider);
    }

    /// <summary>As an app does, which has had a good answer before.</summary>
    private async Task AskInAppAsync(CanaryVendor vendor, KeyCanary canary, string fault, Fault answer)
    {
        Watch.Scenario = $"{vendor} in an app, {fault}";
        await using var app = App(Configuration(vendor, ("ApiKey", canary.Value)));
        var client = app.GetRequiredService<IQuotaClient>();
        var faults = vendor.In(Simulator).Faults;
        faults.Always(Fault.Body(EchoFaults.Fill(vendor.Good[0], JsonText(canary))));
        Assert.Null(await LookAtAsync("a good answer", () => client.GetAsync(vendor.Id, cancellationToken: Token)));

        faults.Always(answer);
        await LookAtAsync("GetAsync", () => client.GetAsync(vendor.Id, _now, Token));
        await LookAtAsync("AllowStale", () => client.GetAsync(vendor.Id, _nowOrStale, Token));
        await LookAtAsync("GetAllAsync", () => client.GetAllAsync(_now, Token));
        await LookAtAsync("StreamAsync", async () => await client.StreamAsync(_nowOrStale, Token).ToListAsync(Token));
        Look("the client", client);
        Look("the provider", app.GetRequiredKeyedService<IQuotaProvider>(vendor.Id));
    }

    private static string JsonText(KeyCanary canary) => System.Text.Json.JsonEncodedText.Encode(canary.Value).Value;

    /// <summary>A handler of an app's own that does what it should not: it puts the request, headers and all, into an exception.</summary>
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
