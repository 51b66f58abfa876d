namespace QuotaKit.Testing.Tests;

public sealed class PictoryTests : SimulatorTest
{
    [Fact]
    public async Task New_account_sends_the_documented_response()
    {
        Simulator.Pictory.Account(Key);

        Assert.Equal(
            (200, OneLine("""
                {"videoMinutes":{"used":98,"limit":14400},"transcriptionMinutes":{"used":0,"limit":14400},
                "elevenLabsVoiceOverMinutes":{"used":33,"limit":480},"aiCredits":{"used":690,"limit":22000}}
                """)),
            await ReadAsync(GetPictoryAsync()));
    }

    [Fact]
    public async Task Request_without_a_key_lacks_its_identity()
    {
        Assert.Equal(
            (400, """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}"""),
            await ReadAsync(GetPictoryAsync(authorization: null)));
    }

    [Theory]
    [InlineData("another")]
    [InlineData($"Bearer {Key}")]
    public async Task Unknown_key_or_key_after_Bearer_is_unauthorized(string authorization)
    {
        Simulator.Pictory.Account(Key);

        Assert.Equal((401, """{"message":"Unauthorized"}"""), await ReadAsync(GetPictoryAsync(authorization)));
    }

    [Fact]
    public async Task Key_without_a_subscription_is_not_found()
    {
        Simulator.Pictory.Account(Key).HasSubscription = false;

        Assert.Equal((404, ""), await ReadAsync(GetPictoryAsync()));
    }

    [Fact]
    public async Task Pair_is_spent_in_fractions_and_past_its_limit()
    {
        var account = Simulator.Pictory.Account(Key);
        account.AiCredits = new QuotaPair(used: 21_999, limit: 22_000);

        account.AiCredits.Spend(0.6m);
        account.AiCredits.Spend(0.6m);

        Assert.EndsWith("""
            "aiCredits":{"used":22000.2,"limit":22000}}
            """, await BodyAsync(GetPictoryAsync()), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => account.AiCredits.Spend(-1));
    }

    [Fact]
    public async Task Reset_clears_the_used_amounts_and_keeps_the_limits()
    {
        var account = Simulator.Pictory.Account(Key);
        account.VideoMinutes.Limit = 60;

        account.Reset();

        Assert.Equal(
            OneLine("""
                {"videoMinutes":{"used":0,"limit":60},"transcriptionMinutes":{"used":0,"limit":14400},
                "elevenLabsVoiceOverMinutes":{"used":0,"limit":480},"aiCredits":{"used":0,"limit":22000}}
                """),
            await BodyAsync(GetPictoryAsync()));
    }

    [Fact]
    public async Task Pair_set_to_null_is_left_out()
    {
        var account = Simulator.Pictory.Account(Key);
        account.VideoMinutes = null;
        account.TranscriptionMinutes = null;
        account.ElevenLabsVoiceOverMinutes = null;

        Assert.Equal("""{"aiCredits":{"used":690,"limit":22000}}""", await BodyAsync(GetPictoryAsync()));
        Assert.Contains(nameof(account.VideoMinutes), Assert.Throws<InvalidOperationException>(() => account.VideoMinutes).Message,
            StringComparison.Ordinal);
    }
}
