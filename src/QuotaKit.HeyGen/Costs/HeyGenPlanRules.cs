using static QuotaKit.HeyGen.HeyGenPreflightReasonKind;

namespace QuotaKit.HeyGen;

/// <summary>Whether the plan allows the job.</summary>
internal readonly struct HeyGenPlanRules(HeyGenJob job, HeyGenPlan? plan, HeyGenPreflightFindings findings)
{
    public void Check()
    {
        switch (job.Operation.Kind)
        {
            case HeyGenOperationKind.Video:
                CheckLength();
                CheckResolution();
                CheckWebM();
                break;
            case HeyGenOperationKind.Translation:
                CheckTranslation();
                // Of proofreading too: the video that it prepares is one that is translated next.
                CheckLength();
                CheckResolution();
                break;
            case HeyGenOperationKind.PhotoAvatar:
                CheckAvatarGroups();
                break;
        }
    }

    private void CheckLength()
    {
        if (job.Length is not { } length)
            return;
        if (plan is null)
            CannotTell(VideoLength, $"a video of {length:g}", HeyGenPreflightUnits.Seconds, length.ToSeconds());
        else if (plan.MaxVideoLength is not { } longest)
            findings.CannotTell(
                VideoLength,
                $"How long a video may be in {plan.Name} is in the contract: set {nameof(HeyGenPlan.MaxVideoLength)} of the plan.",
                HeyGenPreflightUnits.Seconds,
                length.ToSeconds());
        else if (length > longest)
            findings.Refuse(
                VideoLength,
                $"The video is {length:g} long and {plan.Name} allows {longest:g}: shorten it, split it or take a larger plan.",
                HeyGenPreflightUnits.Seconds,
                length.ToSeconds(),
                longest.ToSeconds());
    }

    private void CheckResolution()
    {
        // A side of no pixels has no resolution, and is refused as a dimension.
        if (job is not { Width: { } width and > 0, Height: { } height and > 0 })
            return;
        var (longer, shorter) = (Math.Max(width, height), Math.Min(width, height));
        if (plan is null)
        {
            CannotTell(Resolution, $"a video of {width} x {height}", HeyGenPreflightUnits.Pixels, shorter);
            return;
        }

        if (plan.MaxResolution.LargestSize() is not { } largest || HeyGenResolutions.Of(width, height) <= plan.MaxResolution)
            return;
        var (side, limit) = shorter > largest.Shorter ? (shorter, largest.Shorter) : (longer, largest.Longer);
        findings.Refuse(
            Resolution,
            $"The video is {width} x {height} and {plan.Name} allows {plan.MaxResolution.ToName()}, {largest.Longer} x {largest.Shorter}: make it smaller or take a larger plan.",
            HeyGenPreflightUnits.Pixels,
            side,
            limit);
    }

    private void CheckWebM()
    {
        if (!job.WebM)
            return;
        if (plan is null)
            CannotTell(WebM, $"WebM");
        else if (!plan.AllowsWebM)
            findings.Refuse(WebM, $"{plan.Name} has no WebM: make the video as MP4 or take a paid plan.");
    }

    private void CheckTranslation()
    {
        if (plan is null)
            CannotTell(Translation, $"translation and proofreading");
        else if (!plan.AllowsTranslation)
            findings.Refuse(Translation, $"{plan.Name} has no translation and no proofreading: take the plan Scale or Enterprise.");
    }

    private void CheckAvatarGroups()
    {
        if (job.AvatarGroups is not { } groups)
            return;
        if (plan is null)
            CannotTell(AvatarGroups, $"{groups} avatar groups", HeyGenPreflightUnits.AvatarGroups, groups);
        else if (groups > plan.MaxAvatarGroups)
            findings.Refuse(
                AvatarGroups,
                $"There would be {groups} avatar groups and {plan.Name} allows {plan.MaxAvatarGroups}: delete some or take a larger plan.",
                HeyGenPreflightUnits.AvatarGroups,
                groups,
                plan.MaxAvatarGroups);
        else if (plan is { MaxAvatarGroups: null, HasUnlimitedAvatarGroups: false })
            findings.CannotTell(
                AvatarGroups,
                $"How many avatar groups {plan.Name} allows is unknown: set {nameof(HeyGenPlan.MaxAvatarGroups)} of the plan.",
                HeyGenPreflightUnits.AvatarGroups,
                groups);
    }

    private void CannotTell(HeyGenPreflightReasonKind kind, FormattableString what, QuotaUnit unit = default, decimal? actual = null) =>
        findings.CannotTell(kind, $"Whether the plan allows {what} is unknown: say which plan the account has.", unit, actual);
}
