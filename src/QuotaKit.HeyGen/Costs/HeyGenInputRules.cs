using static QuotaKit.HeyGen.HeyGenPreflightReasonKind;

namespace QuotaKit.HeyGen;

/// <summary>Checks the limits of HeyGen that are the same in every plan.</summary>
internal readonly struct HeyGenInputRules(HeyGenJob job, HeyGenPreflightFindings findings)
{
    // HeyGen's page: a side is "less than 4096 and greater than 128" pixels, a text has "less than 5,000 characters".
    private const int ShortestSide = 129;
    private const int LongestSide = 4095;
    private const int LongestText = 4999;
    private const int LongestRepeatText = 1000;
    private const int MostScenes = 50;
    private const int MostLooks = 500;

    // HeyGen's page says "10 minutes (3600 seconds)", which contradicts itself. Its newer page says "10 minutes (600 seconds)".
    private static readonly TimeSpan _longestAudio = TimeSpan.FromMinutes(10);

    public void Check()
    {
        switch (job.Operation.Kind)
        {
            // HeyGen documents these limits for video/generate, and none for Avatar IV. QuotaKit assumes the same limits for both.
            case HeyGenOperationKind.Video:
                CheckSide("width", job.Width);
                CheckSide("height", job.Height);
                CheckScenes();
                CheckText(LongestText, "split it over several scenes");
                CheckAudio();
                new HeyGenResourceRules(job, findings).Check();
                break;
            case HeyGenOperationKind.Streaming:
                CheckText(LongestRepeatText, "send it in several repeat tasks");
                break;
            case HeyGenOperationKind.PhotoAvatar:
                CheckLooks();
                break;
        }
    }

    private void CheckSide(string name, int? side)
    {
        if (side is < ShortestSide or > LongestSide)
            findings.Refuse(
                Dimension,
                $"The {name} of the video is {side}: make it {ShortestSide} to {LongestSide} pixels.",
                HeyGenPreflightUnits.Pixels,
                side,
                side < ShortestSide ? ShortestSide : LongestSide);
    }

    private void CheckScenes()
    {
        if (job.Scenes > MostScenes)
            findings.Refuse(
                Scenes,
                $"The video has {job.Scenes} scenes and HeyGen accepts {MostScenes}: split it into several videos.",
                HeyGenPreflightUnits.Scenes,
                job.Scenes,
                MostScenes);
    }

    private void CheckText(int longest, string remedy)
    {
        if (job.TextLength > longest)
            findings.Refuse(
                TextLength,
                $"A text has {job.TextLength} characters and HeyGen accepts {longest} at a time: {remedy}.",
                HeyGenPreflightUnits.Characters,
                job.TextLength,
                longest);
    }

    private void CheckAudio()
    {
        if (job.AudioLength is { } length && length > _longestAudio)
            findings.Refuse(
                AudioLength,
                $"An audio is {length:g} long and HeyGen accepts {_longestAudio:g} at a time: split it over several scenes.",
                HeyGenPreflightUnits.Seconds,
                length.ToSeconds(),
                _longestAudio.ToSeconds());
    }

    private void CheckLooks()
    {
        if (job.LooksInGroup > MostLooks)
            findings.Refuse(
                LooksInGroup,
                $"The avatar group would have {job.LooksInGroup} looks and HeyGen accepts {MostLooks}: delete some or use another group.",
                HeyGenPreflightUnits.Looks,
                job.LooksInGroup,
                MostLooks);
    }
}
