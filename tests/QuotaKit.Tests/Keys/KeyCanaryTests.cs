using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

/// <summary>Sends keys through every kind of fault, echoed wherever a vendor can echo them, and searches all output for them.</summary>
public sealed class KeyCanaryTests : KeyCanaryTest
{
    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_provider_leaks_no_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            foreach (var (fault, response) in EchoFaults.Of(vendor, canary))
                await CallAsync(vendor, canary, fault, response);
        }

        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces, TelemetryWatch.Metrics, TelemetryWatch.Events);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task The_client_leaks_no_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var (index, canary) in Good.Index())
        {
            // Each fault with one of the keys in one form. The test above has every key in every form.
            foreach (var (fault, response) in EchoFaults.Of(vendor, canary, inAllForms: false).Where((_, i) => i % Good.Count == index))
                await CallInAppAsync(vendor, canary, fault, response);
        }

        AssertNothingLeaked(
            LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces, TelemetryWatch.Metrics, TelemetryWatch.Logs, TelemetryWatch.Events);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Invalid_HTTP_leaks_no_key_through_QuotaKit(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var (index, canary) in Good.Index())
        {
            foreach (var (i, (fault, response)) in EchoFaults.OnTheWire(canary).Index())
            {
                await CallAsync(vendor, canary, fault, response);
                if (i % Good.Count == index)
                    await CallInAppAsync(vendor, canary, fault, response);
            }
        }

        AssertNothingLeakedByQuotaKit(LogWatch.Channel, ObjectWatch.Channel, TelemetryWatch.Traces, TelemetryWatch.Metrics, TelemetryWatch.Logs);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Repeated_errors_leak_no_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        foreach (var canary in Good)
        {
            foreach (var status in new[] { 401, 429, 503 })
            {
                Watch.Scenario = $"{vendor}, {status} repeatedly";
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

    /// <summary>Makes a call as a script does.</summary>
    private async Task CallAsync(CanaryVendor vendor, KeyCanary canary, string fault, Fault response)
    {
        Watch.Scenario = $"{vendor}, {fault}";
        vendor.In(Simulator).Faults.Always(response);
        var options = vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress, CanaryVendor.Twice());
        var provider = CanaryVendor.Create(options, Logs);
        using (provider as IDisposable)
            await LookAtAsync("the call", () => provider.GetQuotaAsync(Token));
        Look("the provider", provider);
    }

    /// <summary>Makes calls as an app does, after a successful call.</summary>
    private async Task CallInAppAsync(CanaryVendor vendor, KeyCanary canary, string fault, Fault response)
    {
        Watch.Scenario = $"{vendor} in an app, {fault}";
        await using var app = App(Configuration(vendor, ("ApiKey", canary.Value)));
        var client = app.GetRequiredService<IQuotaClient>();
        var faults = vendor.In(Simulator).Faults;
        faults.Always(Fault.Body(EchoFaults.Fill(vendor.Good[0], JsonText(canary))));
        Assert.Null(await LookAtAsync("a successful call", () => client.GetAsync(vendor.Id, cancellationToken: Token)));

        faults.Always(response);
        await LookAtAsync("GetAsync", () => client.GetAsync(vendor.Id, Fresh, Token));
        await LookAtAsync("AllowStale", () => client.GetAsync(vendor.Id, FreshOrStale, Token));
        await LookAtAsync("GetAllAsync", () => client.GetAllAsync(Fresh, Token));
        await LookAtAsync("StreamAsync", async () => await client.StreamAsync(FreshOrStale, Token).ToListAsync(Token));
        Look("the client", client);
        Look("the provider", app.GetRequiredKeyedService<IQuotaProvider>(vendor.Id));
    }
}
