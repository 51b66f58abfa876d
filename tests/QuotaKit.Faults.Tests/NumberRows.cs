using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 24 to 26 of docs/faults.md: numbers that are missing, written unusually, or invalid.</summary>
public sealed class NumberRows : VendorRowTest
{
    private const string Wallet = """{"data":{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":12.05}}}""";
    private const string Subscription = """
        {"data":{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"premium_credits":{"remaining":60},"add_on_credits":{"remaining":5}}}}}
        """;
    private const string Usage = """
        {"data":{"billing_type":"usage_based","usage_based":{"spending_current_usd":4,"spending_cap_usd":10,"included_credits":8,"remaining_credits":2}}}
        """;

    /// <summary>Vendor, path of a documented number, whether it is null instead of missing, and key of its balance.</summary>
    public static TheoryData<string, string, bool, string> Documented
    {
        get
        {
            var data = new TheoryData<string, string, bool, string>();
            foreach (var asNull in new[] { false, true })
            {
                data.Add("heygen", "data.remaining_quota", asNull, "credits");
                foreach (var (name, key) in new[]
                {
                    ("videoMinutes", "video_minutes"), ("transcriptionMinutes", "transcription_minutes"),
                    ("elevenLabsVoiceOverMinutes", "elevenlabs_voiceover_minutes"), ("aiCredits", "ai_credits"),
                })
                {
                    data.Add("pictory", name, asNull, key);
                    data.Add("pictory", $"{name}.used", asNull, key);
                    data.Add("pictory", $"{name}.limit", asNull, key);
                }

                data.Add("vzla", "monthly_limit", asNull, "requests");
                data.Add("vzla", "current_usage", asNull, "requests");
                data.Add("vzla", "remaining", asNull, "requests");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Row24_Missing_number_is_null_with_a_warning(string id, string path, bool asNull, string key)
    {
        var vendor = FaultVendor.Of(id);
        Server(id).Faults.Enqueue(Fault.Body(vendor.GoodBody), Fault.Body(Documents.Without(vendor.GoodBody, path, asNull)));

        var good = await Provider(id).GetQuotaAsync(Token);
        var snapshot = await Provider(id).GetQuotaAsync(Token);

        Assert.Equal([$"'{path}' is missing."], snapshot.Warnings);
        Assert.All(good.Balances.Where(b => b.Key != key), balance => Assert.Equal(balance, snapshot[balance.Key]));
        if (!snapshot.TryGetBalance(key, out var unknown))
        {
            Assert.NotEqual(good.Primary.Key, key);
            return;
        }

        switch (path.Split('.')[^1])
        {
            case "used":
                Assert.Equal((null, good[key].Limit, null), (unknown.Used, unknown.Limit, unknown.Remaining));
                break;
            case "limit":
                Assert.Equal((good[key].Used, null, null), (unknown.Used, unknown.Limit, unknown.Remaining));
                break;
            case var name when id == "vzla":
                // The third number is derived from the other two and marked as derived.
                var derived = name switch { "monthly_limit" => QuotaFields.Limit, "current_usage" => QuotaFields.Used, _ => QuotaFields.Remaining };
                Assert.Equal(good[key] with { Derived = derived }, unknown);
                break;
            default:
                Assert.Equal((null, null, null), (unknown.Used, unknown.Limit, unknown.Remaining));
                Assert.Equal(QuotaStatus.Unknown, unknown.Status);
                break;
        }
    }

    // HeyGen's schema of version 3 allows null for each of these.
    [Theory]
    [InlineData(Wallet, "data.wallet.remaining_balance", new[] { "wallet" })]
    [InlineData(Subscription, "data.subscription.credits.premium_credits.remaining", new[] { "credits", "premium_credits" })]
    [InlineData(Subscription, "data.subscription.credits.add_on_credits.remaining", new[] { "credits", "add_on_credits" })]
    [InlineData(Usage, "data.usage_based.spending_current_usd", new[] { "spending" })]
    [InlineData(Usage, "data.usage_based.spending_cap_usd", new[] { "spending" })]
    public async Task Row24_HeyGen_v3_missing_number_gives_no_warning(string json, string path, string[] keys)
    {
        foreach (var asNull in new[] { false, true })
        {
            Server("heygen").Faults.Enqueue(
                Fault.Status(404, ""), Fault.Body(json), Fault.Status(404, ""), Fault.Body(Documents.Without(json, path, asNull)));
            var good = await Provider("heygen").GetQuotaAsync(Token);
            var snapshot = await Provider("heygen").GetQuotaAsync(Token);

            Assert.Equal(good.Warnings, snapshot.Warnings);
            Assert.All(keys, key => Assert.Null(snapshot[key].Remaining));
            Assert.All(good.Balances.Where(b => !keys.Contains(b.Key)), balance => Assert.Equal(balance, snapshot[balance.Key]));
        }
    }

    [Fact]
    public async Task Row24_Nothing_is_derived_from_missing_numbers()
    {
        Server("vzla").Faults.Enqueue(Fault.Body("""{"subscription":"Free","is_active":true,"has_quota":true}"""));

        var snapshot = await Provider("vzla").GetQuotaAsync(Token);

        Assert.Equal((null, null, null), (snapshot.Primary.Used, snapshot.Primary.Limit, snapshot.Primary.Remaining));
        Assert.Equal(["'monthly_limit' is missing.", "'current_usage' is missing.", "'remaining' is missing."], snapshot.Warnings);
        Assert.Equal(QuotaStatus.Unknown, snapshot.Status);
    }

    public static TheoryData<string, string> Spellings => Documents.ForEachVendor(
        "12", "\"12\"", "12.0", "1e3", "\"1e3\"", "1E+3", "2.5", "9e18", "9000000000000000001", "-7", "\"-7.25\"", "0", "-0", "0.1");

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Row25_Every_valid_number_format_is_read(string id, string written)
    {
        var vendor = FaultVendor.Of(id);
        var number = decimal.Parse(written.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture);

        var snapshot = await SnapshotAsync(id, Fault.Body(Documents.WithPrimary(vendor, written)));

        Assert.Equal(id switch { "heygen" => number / 60, "pictory" => 14400 - number, _ => number }, snapshot.Primary.Remaining);
        if (id == "pictory")
            Assert.Equal(number, snapshot.Primary.Used);
    }

    public static TheoryData<string, string> InvalidNumbers => Documents.ForEachVendor(
        "1e999", "-1e999", "1e28", "\"1e999\"", "\"NaN\"", "\"Infinity\"", "true", "false", "\"\"", "\" 12\"", "\"12 credits\"", "\"1,000\"", "\"0x10\"",
        "\"\\ud800\"", "[12]", "{}");

    [Theory]
    [MemberData(nameof(InvalidNumbers))]
    public async Task Row26_Invalid_number_error_names_the_member(string id, string written)
    {
        var vendor = FaultVendor.Of(id);

        var error = await FailureAsync(id, Fault.Body(Documents.WithPrimary(vendor, written)));

        Assert.Equal((QuotaErrorKind.Protocol, 200, false, 1), (error.Kind, error.StatusCode, error.IsTransient, error.Attempts));
        Assert.Contains($"'{vendor.PrimaryMember}'", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> InvalidJson => Documents.ForEachVendor(
        "NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "1e", "1_000");

    [Theory]
    [MemberData(nameof(InvalidJson))]
    public async Task Row26_Number_that_is_not_JSON_is_a_protocol_error(string id, string written)
    {
        var error = await FailureAsync(id, Fault.Body(Documents.WithPrimary(FaultVendor.Of(id), written)));

        Assert.Equal((QuotaErrorKind.Protocol, 200, false, 1), (error.Kind, error.StatusCode, error.IsTransient, error.Attempts));
    }
}
