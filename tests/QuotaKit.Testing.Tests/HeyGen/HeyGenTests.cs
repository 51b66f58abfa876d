namespace QuotaKit.Testing.Tests;

public sealed class HeyGenTests : SimulatorTest
{
    private const string User = "v3/users/me";

    [Fact]
    public async Task New_account_sends_the_documented_response()
    {
        Simulator.HeyGen.Account(Key);

        Assert.Equal(
            (200, OneLine("""
                {"error":null,"data":{"remaining_quota":2344452,"details":
                {"api":2344452,"avatar_iv_free_credit":3,"video_agent_free_video":2}}}
                """)),
            await ReadAsync(GetHeyGenAsync()));
    }

    [Fact]
    public void Same_key_gets_the_same_account() =>
        Assert.Same(Simulator.HeyGen.Account(Key), Simulator.HeyGen.Account(Key));

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    [InlineData("CANARY-5F0D2C7E")]
    public async Task Key_without_an_account_is_unauthorized(string? key)
    {
        Simulator.HeyGen.Account(Key);

        Assert.Equal((401, """{"code":400112,"message":"Unauthorized"}"""), await ReadAsync(GetHeyGenAsync(key: key)));
        Assert.Equal(
            (401, """{"error":{"code":"unauthorized","message":"Invalid or missing API key"}}"""),
            await ReadAsync(GetHeyGenAsync(User, key)));
    }

    [Fact]
    public async Task Account_without_API_access_is_forbidden()
    {
        Simulator.HeyGen.Account(Key).HasApiAccess = false;

        Assert.Equal(
            (403, """{"code":400599,"message":"Your account doesn't have API access"}"""), await ReadAsync(GetHeyGenAsync()));
        Assert.Equal(403, (await ReadAsync(GetHeyGenAsync(User))).Status);
    }

    [Fact]
    public async Task Spending_takes_sixty_units_per_credit()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.Details.Clear();
        (account.RemainingQuota, account.UsedQuota) = (600, 0);

        account.Spend(1.5m);

        Assert.Equal(
            """{"error":null,"data":{"remaining_quota":510,"used_quota":90,"details":{}}}""", await BodyAsync(GetHeyGenAsync()));
    }

    [Fact]
    public void Spending_rounds_up_to_whole_units()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.RemainingQuota = 60;

        account.Spend(0.001m);

        Assert.Equal(59, account.RemainingQuota);
    }

    [Fact]
    public void Spending_may_exceed_the_quota()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.RemainingQuota = 60;

        account.Spend(2);

        Assert.Equal(-60, account.RemainingQuota);
        Assert.Throws<ArgumentOutOfRangeException>(() => account.Spend(-1));
    }

    [Fact]
    public void Reset_restores_the_values_last_set()
    {
        var account = Simulator.HeyGen.Account(Key);
        (account.RemainingQuota, account.UsedQuota) = (600, 40);
        account.Spend(3);
        account.Spend(2);

        account.Reset();

        Assert.Equal((600, 40), (account.RemainingQuota, account.UsedQuota));
    }

    [Fact]
    public void Api_detail_follows_the_quota_until_set()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.RemainingQuota = 120;
        Assert.Equal(120, account.Details["api"]);

        account.Details["api"] = 7;
        account.RemainingQuota = 240;

        Assert.Equal(7, account.Details["api"]);
    }

    [Fact]
    public async Task Details_keep_their_order()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.Details.Clear();
        account.Details["seat"] = 4;
        account.Details["generative_credit"] = 1.5m;
        account.Details["plan_credit"] = 9;
        account.Details["seat"] = 5;
        Assert.True(account.Details.Remove("plan_credit"));
        Assert.False(account.Details.Remove("plan_credit"));

        Assert.EndsWith("""
            "details":{"seat":5,"generative_credit":1.5}}}
            """, await BodyAsync(GetHeyGenAsync()), StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => account.Details["plan_credit"]);
    }

    [Fact]
    public async Task V3_sends_the_same_credits_in_a_wallet()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.RemainingQuota = 783;
        account.Spend(1);

        Assert.Equal(
            OneLine("""
                {"data":{"username":"sam.example","email":"sam@example.com","first_name":"Sam","last_name":"Example",
                "billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":12.05}}}
                """),
            await BodyAsync(GetHeyGenAsync(User)));
    }

    public static TheoryData<HeyGenBilling?, string> Billings => new()
    {
        { null, """{"billing_type":null}""" },
        { new HeyGenWallet(), """{"billing_type":"wallet","wallet":{}}""" },
        {
            new HeyGenWallet { Currency = "usd", RemainingBalance = 12.05m, AutoReload = new HeyGenAutoReload(true, 5, 20) },
            OneLine("""
                {"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":12.05,
                "auto_reload":{"enabled":true,"threshold_usd":5,"amount_usd":20}}}
                """)
        },
        { new HeyGenSubscription(), """{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{}}}""" },
        {
            new HeyGenSubscription
            {
                Plan = "Scale",
                PremiumCredits = new HeyGenCredits(600.5m, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)),
                AddOnCredits = new HeyGenCredits(),
            },
            OneLine("""
                {"billing_type":"subscription","subscription":{"plan":"Scale","credits":
                {"premium_credits":{"remaining":600.5,"resets_at":"2026-06-01T00:00:00+00:00"},"add_on_credits":{}}}}
                """)
        },
        {
            new HeyGenUsageBased { SpendingCurrentUsd = 3.5m, SpendingCapUsd = 50, IncludedCredits = 10, RemainingCredits = 2 },
            OneLine("""
                {"billing_type":"usage_based","usage_based":
                {"spending_current_usd":3.5,"spending_cap_usd":50,"included_credits":10,"remaining_credits":2}}
                """)
        },
    };

    [Theory]
    [MemberData(nameof(Billings))]
    public async Task V3_sends_how_the_account_pays(HeyGenBilling? billing, string expected)
    {
        var account = Simulator.HeyGen.Account(Key);
        account.User = account.User with { Billing = billing };

        Assert.EndsWith($",{expected[1..]}}}", await BodyAsync(GetHeyGenAsync(User)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Retired_v2_is_gone_and_v3_stays(int status)
    {
        Simulator.HeyGen.Account(Key);
        Simulator.HeyGen.RetireV2(status);

        Assert.Equal((status, ""), await ReadAsync(GetHeyGenAsync()));
        Assert.Equal(200, (await ReadAsync(GetHeyGenAsync(User))).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulator.HeyGen.RetireV2(500));
    }

    [Fact]
    public async Task Retired_v2_may_redirect_or_send_a_notice()
    {
        Simulator.HeyGen.Account(Key);

        Simulator.HeyGen.RetireV2(302);
        using (var moved = await GetHeyGenAsync())
            Assert.Equal((302, "https://developers.heygen.com/"), ((int)moved.StatusCode, moved.Headers.Location?.AbsoluteUri));
        Simulator.HeyGen.RetireV2(200, "<html>gone</html>");
        using (var page = await GetHeyGenAsync())
            Assert.Equal((200, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Simulator.HeyGen.RetireV2(200, """{"message":"gone"}""");
        Assert.Equal((200, """{"message":"gone"}"""), await ReadAsync(GetHeyGenAsync()));

        Assert.Equal(200, (await ReadAsync(GetHeyGenAsync(User))).Status);
    }

    [Fact]
    public async Task Deprecated_v2_announces_its_end()
    {
        Simulator.HeyGen.Account(Key).Details.Clear();
        Simulator.HeyGen.DeprecateV2(new DateOnly(2026, 10, 31));

        using var response = await GetHeyGenAsync();

        Assert.Equal(["true"], response.Headers.GetValues("Deprecation"));
        Assert.Equal(["Sat, 31 Oct 2026 00:00:00 GMT"], response.Headers.GetValues("Sunset"));
        Assert.EndsWith(
            "\"details\":{}},\"warning\":{\"code\":\"deprecated\"," +
            "\"message\":\"This v2 endpoint is Legacy and will be removed on Sat, 31 Oct 2026 00:00:00 GMT.\"}}",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }
}
