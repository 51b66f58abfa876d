namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenJobTests
{
    [Fact]
    public void A_job_is_done_once_and_gives_nothing_else_unless_told()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.Upscale };

        Assert.Equal((1, false), (job.Calls, job.WebM));
        Assert.Equal((null, null, null, null), (job.Length, job.Width, job.Height, job.Scenes));
        Assert.Equal((null, null, null, null), (job.TextLength, job.AudioLength, job.LooksInGroup, job.AvatarGroups));
    }

    [Fact]
    public void The_cost_is_the_operation_times_the_calls()
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
    public void Numbers_that_cannot_be_are_refused_at_once()
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
    }
}
