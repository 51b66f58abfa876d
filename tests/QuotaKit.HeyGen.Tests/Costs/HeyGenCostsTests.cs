using System.Globalization;

namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenCostsTests
{
    [Fact]
    public void All_lists_the_price_table_in_order() =>
        Assert.Equal(
            [
                "photo-avatar-video: 1 credits/min in steps of 30 s",
                "avatar-video: 2 credits/min in steps of 30 s",
                "translate-fast: 3 credits/min in steps of 30 s",
                "translate-quality: 6 credits/min in steps of 30 s",
                "proofread: 0.5 credits/min in steps of 120 s",
                "avatar-iv: 6 credits/min in steps of 30 s",
                "streaming: 0.2 credits/min in steps of 1 s, at least 30 s",
                "photo-generate: 1 credits/call",
                "look-generate: 1 credits/call",
                "avatar-train: 4 credits/call",
                "add-motion: 1 credits/call",
                "add-sound-effect: free",
                "upscale: 0.5 credits/call",
            ],
            HeyGenCosts.All.Select(o => o.ToString()));

    [Theory]
    [InlineData("photo-avatar-video", "video/generate", HeyGenOperationKind.Video)]
    [InlineData("avatar-video", "video/generate", HeyGenOperationKind.Video)]
    [InlineData("translate-fast", "video_translate", HeyGenOperationKind.Translation)]
    [InlineData("translate-quality", "video_translate", HeyGenOperationKind.Translation)]
    [InlineData("proofread", "generate-proofread", HeyGenOperationKind.Translation)]
    [InlineData("avatar-iv", "/v2/video/av4/generate", HeyGenOperationKind.Video)]
    [InlineData("streaming", "Active streaming session", HeyGenOperationKind.Streaming)]
    [InlineData("photo-generate", "photo_avatar/photo/generate", HeyGenOperationKind.PhotoAvatar)]
    [InlineData("look-generate", "photo_avatar/look/generate", HeyGenOperationKind.PhotoAvatar)]
    [InlineData("avatar-train", "photo_avatar/train", HeyGenOperationKind.PhotoAvatar)]
    [InlineData("add-motion", "photo_avatar/add_motion", HeyGenOperationKind.PhotoAvatar)]
    [InlineData("add-sound-effect", "photo_avatar/add_sound_effect", HeyGenOperationKind.PhotoAvatar)]
    [InlineData("upscale", "photo_avatar/upscale", HeyGenOperationKind.PhotoAvatar)]
    public void Each_operation_has_its_endpoint_and_kind(string key, string endpoint, HeyGenOperationKind kind)
    {
        var operation = Find(key);

        Assert.Equal((endpoint, kind), (operation.Endpoint, operation.Kind));
    }

    // The expected credits are strings, because an attribute cannot hold a decimal, and a double is not exact.
    [Theory]
    [InlineData("photo-avatar-video", "60", "1")]
    [InlineData("photo-avatar-video", "0.1", "0.5")]
    [InlineData("photo-avatar-video", "29.9", "0.5")]
    [InlineData("photo-avatar-video", "30", "0.5")]
    [InlineData("photo-avatar-video", "30.1", "1")]
    [InlineData("photo-avatar-video", "90", "1.5")]
    [InlineData("avatar-video", "60", "2")]
    [InlineData("avatar-video", "29.9", "1")]
    [InlineData("avatar-video", "30", "1")]
    [InlineData("avatar-video", "30.1", "2")]
    [InlineData("avatar-video", "600", "20")]
    [InlineData("translate-fast", "60", "3")]
    [InlineData("translate-fast", "30", "1.5")]
    [InlineData("translate-fast", "30.1", "3")]
    [InlineData("translate-quality", "60", "6")]
    [InlineData("translate-quality", "30", "3")]
    [InlineData("translate-quality", "61", "9")]
    [InlineData("proofread", "1", "1")]
    [InlineData("proofread", "119.9", "1")]
    [InlineData("proofread", "120", "1")]
    [InlineData("proofread", "120.1", "2")]
    [InlineData("proofread", "600", "5")]
    [InlineData("avatar-iv", "60", "6")]
    [InlineData("avatar-iv", "30", "3")]
    [InlineData("avatar-iv", "30.1", "6")]
    [InlineData("streaming", "1", "0.1")]
    [InlineData("streaming", "29.9", "0.1")]
    [InlineData("streaming", "30", "0.1")]
    [InlineData("streaming", "30.1", "0.1033333333333333333333333333")]
    [InlineData("streaming", "31", "0.1033333333333333333333333333")]
    [InlineData("streaming", "45", "0.15")]
    [InlineData("streaming", "60", "0.2")]
    [InlineData("streaming", "3600", "12")]
    public void A_length_is_rounded_up_to_steps(string key, string seconds, string credits) =>
        Assert.Equal(Number(credits), Find(key).Cost(Seconds(seconds)));

    [Theory]
    [InlineData("photo-generate", "1", "3")]
    [InlineData("look-generate", "1", "3")]
    [InlineData("avatar-train", "4", "12")]
    [InlineData("add-motion", "1", "3")]
    [InlineData("add-sound-effect", "0", "0")]
    [InlineData("upscale", "0.5", "1.5")]
    public void Three_calls_cost_three_times_one_call(string key, string one, string three)
    {
        var operation = Find(key);

        Assert.False(operation.IsBilledByLength);
        Assert.Equal((Number(one), Number(three)), (operation.Cost(1), operation.Cost(3)));
    }

    [Theory]
    [InlineData("avatar-video", "31", 3, "6")]
    // One call costs 0.11666… credits. Three calls cost exactly 0.35.
    [InlineData("streaming", "35", 3, "0.35")]
    public void Each_call_is_rounded_up_by_itself(string key, string seconds, int calls, string credits) =>
        Assert.Equal(Number(credits), Find(key).Cost(Seconds(seconds), calls));

    [Fact]
    public void The_smallest_and_the_largest_length_have_a_cost()
    {
        Assert.Equal(1m, HeyGenCosts.AvatarVideo.Cost(TimeSpan.FromTicks(1)));
        Assert.Equal(2m, HeyGenCosts.AvatarVideo.Cost(TimeSpan.FromSeconds(30) + TimeSpan.FromTicks(1)));
        // 922,337,203,685.4775807 seconds are 30,744,573,457 started half minutes.
        Assert.Equal(30_744_573_457m * int.MaxValue, HeyGenCosts.AvatarVideo.Cost(TimeSpan.MaxValue, int.MaxValue));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_zero_or_negative_length_is_rejected(int ticks)
    {
        foreach (var operation in HeyGenCosts.All)
            Assert.Throws<ArgumentOutOfRangeException>("length", () => operation.Cost(TimeSpan.FromTicks(ticks)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Zero_or_negative_calls_are_rejected(int calls)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(calls), () => HeyGenCosts.Upscale.Cost(calls));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(calls), () => HeyGenCosts.AvatarVideo.Cost(TimeSpan.FromSeconds(1), calls));
    }

    [Fact]
    public void The_wrong_overload_of_Cost_is_rejected()
    {
        var byLength = Assert.Throws<InvalidOperationException>(() => HeyGenCosts.AvatarVideo.Cost(1));
        var byCall = Assert.Throws<InvalidOperationException>(() => HeyGenCosts.Upscale.Cost(TimeSpan.FromMinutes(1)));

        Assert.Equal("'avatar-video' is charged by the length: call Cost with a length.", byLength.Message);
        Assert.Equal("'upscale' is charged by the call: call Cost with a number of calls.", byCall.Message);
    }

    [Fact]
    public void Each_property_has_its_key()
    {
        Assert.Equal("photo-avatar-video", HeyGenCosts.PhotoAvatarVideo.Key);
        Assert.Equal("avatar-video", HeyGenCosts.AvatarVideo.Key);
        Assert.Equal("translate-fast", HeyGenCosts.TranslateFast.Key);
        Assert.Equal("translate-quality", HeyGenCosts.TranslateQuality.Key);
        Assert.Equal("proofread", HeyGenCosts.Proofread.Key);
        Assert.Equal("avatar-iv", HeyGenCosts.AvatarIV.Key);
        Assert.Equal("streaming", HeyGenCosts.Streaming.Key);
        Assert.Equal("photo-generate", HeyGenCosts.PhotoGenerate.Key);
        Assert.Equal("look-generate", HeyGenCosts.LookGenerate.Key);
        Assert.Equal("avatar-train", HeyGenCosts.AvatarTrain.Key);
        Assert.Equal("add-motion", HeyGenCosts.AddMotion.Key);
        Assert.Equal("add-sound-effect", HeyGenCosts.AddSoundEffect.Key);
        Assert.Equal("upscale", HeyGenCosts.Upscale.Key);
    }

    [Fact]
    public void TryFind_ignores_letter_case()
    {
        Assert.True(HeyGenCosts.TryFind("Avatar-IV", out var found));
        Assert.Same(HeyGenCosts.AvatarIV, found);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("avatar")]
    [InlineData("Avatar video")]
    public void TryFind_rejects_other_names(string? key)
    {
        Assert.False(HeyGenCosts.TryFind(key, out var found));
        Assert.Null(found);
    }

    private static HeyGenOperation Find(string key) => HeyGenCosts.All.Single(o => o.Key == key);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(string text) => TimeSpan.FromTicks((long)(Number(text) * TimeSpan.TicksPerSecond));
}
