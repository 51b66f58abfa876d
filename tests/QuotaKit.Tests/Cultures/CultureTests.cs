using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Cultures;

/// <summary>Numbers, dates and names mean the same in every culture. <c>QUOTAKIT_TEST_CULTURE</c> runs all tests in one culture.</summary>
public sealed class CultureTests : SimulatorTest
{
    [EachCultureFact]
    public void The_test_cultures_differ_from_the_invariant_one()
    {
        Assert.True(TestCulture.IsReal(CultureInfo.CurrentCulture.Name), CultureInfo.CurrentCulture.Name);
        Assert.NotEqual("-1.5 05/11/2026", $"{-1.5m} {new DateOnly(2026, 5, 11)}");
    }

    [Fact]
    public void QUOTAKIT_TEST_CULTURE_applies_to_every_thread()
    {
        var name = Environment.GetEnvironmentVariable("QUOTAKIT_TEST_CULTURE");
        Assert.SkipWhen(string.IsNullOrEmpty(name), "This run is in the machine's own culture.");

        var seen = "";
        var thread = new Thread(() => seen = CultureInfo.CurrentCulture.Name);
        thread.UnsafeStart();
        thread.Join();

        Assert.Equal((name, name), (seen, CultureInfo.CurrentCulture.Name));
    }

    [EachCultureFact]
    public async Task Numbers_of_a_document_are_read_the_same()
    {
        Simulator.HeyGen.Faults.Always(Fault.Body("""{"error":null,"data":{"remaining_quota":2344452,"details":{"api":"-90.5"}}}"""));
        Simulator.Pictory.Faults.Always(Fault.Body("""{"videoMinutes":{"used":1.5,"limit":"1e3"},"aiCredits":{"used":690.6,"limit":-17.25}}"""));

        Assert.Equal("39074.2|-1.5083333333333333333333333333", string.Join('|', (await ReadAsync("heygen")).Balances.Select(b => Plain(b.Remaining))));
        Assert.Equal("1.5 of 1000|690.6 of -17.25",
            string.Join('|', (await ReadAsync("pictory")).Balances.Select(b => $"{Plain(b.Used)} of {Plain(b.Limit)}")));
    }

    [EachCultureFact]
    public async Task Dates_of_a_document_are_read_the_same()
    {
        Simulator.Vzla.Faults.Always(Fault.Body(VzlaDocument));

        var requests = (await ReadAsync("vzla")).Primary;

        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), requests.PeriodStart);
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 12, 30, 0, TimeSpan.Zero), requests.ResetsAt);
    }

    [EachCultureFact]
    public void Headers_are_read_the_same()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        response.Headers.Add("X-Quota-Limit", "1000.5");
        response.Headers.Add("X-Quota-Remaining", "-2.5");
        response.Headers.Add("X-Quota-Reset", "2026-06-01T12:30:00Z");

        Assert.True(VzlaQuotaHeaders.TryRead(response, out var snapshot));
        Assert.Equal((1000.5m, -2.5m), (snapshot.Primary.Limit, snapshot.Primary.Remaining));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 12, 30, 0, TimeSpan.Zero), snapshot.Primary.ResetsAt);
    }

    [EachCultureFact]
    public void Texts_are_the_same()
    {
        Assert.Contains("1000.75 of 1000.25", Texts(), StringComparison.Ordinal);
        Assert.Equal(Under(CultureInfo.InvariantCulture, Texts), Texts());
    }

    [EachCultureFact]
    public void JSON_is_written_and_read_the_same()
    {
        var json = JsonSerializer.Serialize(Sample(), QuotaJson.Default.QuotaSnapshot);

        Assert.Equal(Under(CultureInfo.InvariantCulture, () => JsonSerializer.Serialize(Sample(), QuotaJson.Default.QuotaSnapshot)), json);
        Assert.Equal(Sample(), JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot));
        Assert.Contains("1000.25", json, StringComparison.Ordinal);
    }

    [EachCultureFact]
    public async Task Settings_are_read_the_same_in_any_case()
    {
        await using var app = App(Configuration(
            ("PICTORY:APIKEY", PictoryKey), ("pictory:thresholds:warning", "0.005"), ("PICTORY:RESILIENCE:ATTEMPTTIMEOUT", "00:00:05.5"),
            ("HEYGEN:APIKEY", HeyGenKey), ("heygen:plan", "PRO"), ("HEYGEN:VERSION", "v2")));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Empty(report.Errors);
        Assert.Equal(QuotaStatus.Warning, report["pictory"].GetSnapshotOrThrow()["video_minutes"].Status);
        Assert.Equal(100, report["heygen"].GetSnapshotOrThrow().Primary.Limit);
    }

    [EachCultureFact]
    public async Task A_Retry_After_date_is_read_the_same()
    {
        // QuotaKit's clock and the Date header of the response show the same time.
        var clock = new FakeClock(new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero));
        Simulator.Vzla.Faults.Always(Fault.Status(
            429, "", ("Date", "Mon, 11 May 2026 09:00:00 GMT"), ("Retry-After", "Mon, 11 May 2026 10:30:00 GMT")));
        using var provider = new VzlaQuotaProvider(new Http.QuotaProviderContext<VzlaQuotaOptions>(
            new VzlaQuotaOptions { ApiKey = VzlaKey, BaseAddress = Simulator.Vzla.BaseAddress })
        { TimeProvider = clock });

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(TimeSpan.FromMinutes(90), error.RetryAfter);
        Assert.Equal(Under(CultureInfo.InvariantCulture, () => error.ToString()), error.ToString());
    }

    [EachCultureFact]
    public async Task A_key_with_the_letter_i_is_scrubbed()
    {
        const string Key = "pictai_IiIiMINIiii0123456789";
        Simulator.Pictory.Faults.Always(Fault.Status(422, $$"""{"code":"{{Key.ToUpperInvariant()}}","message":"{{Key.ToLowerInvariant()}} is not {{Key}}"}"""));
        await using var app = App(Configuration(("Pictory:ApiKey", Key)));

        var error = await Assert.ThrowsAsync<QuotaException>(() => app.GetRequiredService<IQuotaClient>().GetAsync("pictory", cancellationToken: Token));

        Assert.Contains("is not", error.VendorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, $"{error} {error.VendorMessage} {error.VendorCode}", StringComparison.OrdinalIgnoreCase);
    }

    private const string VzlaDocument = """
        {"subscription":"Free","monthly_limit":1000,"current_usage":27,"remaining":973,"usage_percentage":2.7,"status_level":"normal",
         "is_active":true,"has_quota":true,"reset_date":"2026-05-01T00:00:00Z","next_reset":"2026-06-01T14:30:00+02:00"}
        """;

    private async Task<QuotaSnapshot> ReadAsync(string vendor)
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("Pictory:ApiKey", PictoryKey), ("Vzla:ApiKey", VzlaKey)));
        return await app.GetRequiredService<IQuotaClient>().GetAsync(vendor, cancellationToken: Token);
    }

    private static QuotaSnapshot Sample()
    {
        var builder = new QuotaSnapshotBuilder("acme", "default", new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero), QuotaThresholds.Default);
        builder.Add(new QuotaBalance
        {
            Key = "minutes",
            Label = "Minutes",
            Unit = QuotaUnit.Minutes,
            Kind = QuotaKind.Allowance,
            Used = 1000.75m,
            Limit = 1000.25m,
            Remaining = -0.5m,
            PeriodStart = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
            ResetsAt = new(2026, 6, 1, 12, 30, 0, TimeSpan.Zero),
        });
        return builder.Build();
    }

    private static string Texts()
    {
        var snapshot = Sample();
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(7.5), Width = -1, Height = 4095 };
        return string.Join('\n',
        [
            snapshot.ToString(), snapshot.Primary.ToString(), .. HeyGenCosts.All.Select(c => c.ToString()),
            HeyGenPreflight.Check(job, HeyGenPlan.Free).ToString(), QuotaUnit.Of("INIT").ToString(),
        ]);
    }

    private static T Under<T>(CultureInfo culture, Func<T> read)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return read();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Plain(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
