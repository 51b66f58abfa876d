using static QuotaKit.HeyGen.HeyGenPreflightReasonKind;

namespace QuotaKit.HeyGen;

/// <summary>Checks that the plan allows the job.</summary>
internal readonly struct HeyGenPlanRules(HeyGenJob job, HeyGenPlan? plan, HeyGenPreflightFindings findings)
{
    // The command prints these messages too, so they name the option and the setting, and not an argument of Check.
    private const string PlanSetting = $"{nameof(HeyGenQuotaOptions)}.{nameof(HeyGenQuotaOptions.Plan)}, or the setting 'QuotaKit:HeyGen:Plan'";

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
                // This applies to proofreading as well, because the same video is translated afterwards.
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
                $"Whether {plan.Name} allows a video of {length:g} depends on the contract: set {nameof(HeyGenPlan)}.{nameof(HeyGenPlan.MaxVideoLength)}.",
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
        // A side of zero or fewer pixels has no resolution. The check of the dimensions rejects it.
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
        var resolution = FormattableString.Invariant($"{plan.MaxResolution.ToName()}, {largest.Longer} x {largest.Shorter}");
        var (side, limit) = shorter > largest.Shorter ? (shorter, largest.Shorter) : (longer, largest.Longer);
        findings.Refuse(
            Resolution,
            $"The video is {width} x {height} and {plan.Name} allows {resolution}: make it smaller or take a larger plan.",
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
                $"Whether {plan.Name} allows {groups} avatar groups is unknown: set {nameof(HeyGenPlan)}.{nameof(HeyGenPlan.MaxAvatarGroups)}.",
                HeyGenPreflightUnits.AvatarGroups,
                groups);
    }

    private void CannotTell(HeyGenPreflightReasonKind kind, FormattableString what, QuotaUnit unit = default, decimal? actual = null) =>
        findings.CannotTell(kind, $"Whether the plan allows {what} is unknown: give the account's plan ({PlanSetting}).", unit, actual);
}
