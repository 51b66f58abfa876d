namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenJobTests
{
    [Fact]
    public void The_defaults_are_one_call_and_no_checks()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.Upscale };

        Assert.Equal((1, false, false), (job.Calls, job.WebM, job.IsTest));
        Assert.Empty(job.Resources);
        Assert.Equal((null, null, null, null), (job.Length, job.Width, job.Height, job.Scenes));
        Assert.Equal((null, null, null, null), (job.TextLength, job.AudioLength, job.LooksInGroup, job.AvatarGroups));
    }

    [Fact]
    public void The_cost_is_the_price_times_the_calls()
    {
        var videos = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromSeconds(31), Calls = 3 };

        Assert.Equal(6m, videos.EstimateCredits());
        Assert.Equal(1.5m, new HeyGenJob { Operation = HeyGenCosts.Upscale, Calls = 3 }.EstimateCredits());
        Assert.Equal(0.5m, new HeyGenJob { Operation = HeyGenCosts.Upscale, Length = TimeSpan.FromHours(1) }.EstimateCredits());
    }

    [Fact]
    public void The_cost_of_a_video_without_a_length_is_unknown() =>
        Assert.Null(new HeyGenJob { Operation = HeyGenCosts.AvatarVideo }.EstimateCredits());

    [Fact]
    public void Invalid_values_are_rejected()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo };

        Assert.Throws<ArgumentNullException>(() => job with { Operation = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { Length = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { Length = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { AudioLength = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { Calls = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { Scenes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { TextLength = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { LooksInGroup = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => job with { AvatarGroups = -1 });
        Assert.Throws<ArgumentNullException>(() => job with { Resources = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeyGenResource { Kind = HeyGenResourceKind.Image, Bytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeyGenResource { Kind = HeyGenResourceKind.Image, Width = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeyGenResource { Kind = HeyGenResourceKind.Image, Height = -1 });
    }

    [Theory]
    [InlineData("photo-avatar-video", 0)]
    [InlineData("avatar-video", 0)]
    [InlineData("avatar-iv", 6)]
    [InlineData("translate-fast", 3)]
    [InlineData("upscale", 0.5)]
    public void Test_mode_is_free_for_video_generate_only(string key, double credits)
    {
        Assert.True(HeyGenCosts.TryFind(key, out var operation));
        var job = new HeyGenJob { Operation = operation, Length = TimeSpan.FromMinutes(1), IsTest = true };

        Assert.Equal((decimal)credits, job.EstimateCredits());
        Assert.Equal(credits == 0, job.EstimateMaxUsd() == 0);
        Assert.Equal(credits == 0, (job with { Length = null }).EstimateCredits() == 0);
    }

    [Fact]
    public void The_maximum_in_dollars_counts_started_seconds()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarIV, Length = TimeSpan.FromSeconds(59.5), Calls = 2 };

        Assert.Equal(60 * 0.0833m * 2, job.EstimateMaxUsd());
        Assert.Equal(new DateOnly(2026, 9, 2), HeyGenCosts.UsdPricesAsOf);
    }

    [Theory]
    [InlineData("photo-avatar-video", 0.0667)]
    [InlineData("avatar-video", 0.0833)]
    [InlineData("avatar-iv", 0.0833)]
    [InlineData("translate-fast", 0.0333)]
    [InlineData("translate-quality", 0.0667)]
    public void The_maximum_in_dollars_covers_every_published_price(string key, double price)
    {
        Assert.True(HeyGenCosts.TryFind(key, out var operation));

        Assert.True(operation.MaxUsdPerSecond >= (decimal)price);
    }

    [Fact]
    public void No_price_or_length_means_no_maximum_in_dollars()
    {
        Assert.Null(new HeyGenJob { Operation = HeyGenCosts.AvatarIV }.EstimateMaxUsd());
        foreach (var operation in (HeyGenOperation[])[HeyGenCosts.Proofread, HeyGenCosts.Streaming, HeyGenCosts.AddSoundEffect, HeyGenCosts.Upscale])
            Assert.Null(new HeyGenJob { Operation = operation, Length = TimeSpan.FromMinutes(1) }.EstimateMaxUsd());
    }
}
