using static QuotaKit.HeyGen.HeyGenPreflightReasonKind;

namespace QuotaKit.HeyGen;

/// <summary>Checks the files that a video is made from against the table "Resources" of HeyGen's page.</summary>
internal readonly struct HeyGenResourceRules(HeyGenJob job, HeyGenPreflightFindings findings)
{
    // The page does not say whether a MB is 1,000,000 or 1,048,576 bytes. With the smaller one, a file that passes here passes at HeyGen.
    private const long Megabyte = 1_000_000;

    // The page says "<2K". 2K is 2048 pixels in cinemas and 2560 on screens; the smaller one is safe here as well.
    private const int LongestSide = 2047;

    public void Check()
    {
        foreach (var resource in job.Resources)
        {
            CheckFormat(resource);
            CheckSize(resource);
            CheckResolution(resource);
        }
    }

    private void CheckFormat(HeyGenResource resource)
    {
        var (takes, formats) = FormatsOf(resource.Kind);
        if (resource.Format is { } format && !formats.Contains(format.Trim().TrimStart('.'), StringComparer.OrdinalIgnoreCase))
            findings.Refuse(ResourceFormat, $"{Name(resource)} is in the format '{format}' and HeyGen accepts {takes}: convert it.");
    }

    private void CheckSize(HeyGenResource resource)
    {
        var most = (resource.Kind == HeyGenResourceKind.Video ? 100 : 50) * Megabyte;
        if (resource.Bytes > most)
            findings.Refuse(
                ResourceSize,
                $"{Name(resource)} has {resource.Bytes} bytes and HeyGen accepts {most}: make it smaller.",
                HeyGenPreflightUnits.Bytes,
                resource.Bytes,
                most);
    }

    private void CheckResolution(HeyGenResource resource)
    {
        if (resource.Kind == HeyGenResourceKind.Audio)
            return;
        var longer = Math.Max(resource.Width ?? 0, resource.Height ?? 0);
        if (longer > LongestSide)
            findings.Refuse(
                ResourceResolution,
                $"{Name(resource)} has a side of {longer} pixels and HeyGen accepts less than 2K, {LongestSide}: make it smaller.",
                HeyGenPreflightUnits.Pixels,
                longer,
                LongestSide);
    }

    private static (string Names, string[] Formats) FormatsOf(HeyGenResourceKind kind) => kind switch
    {
        HeyGenResourceKind.Video => ("MP4", ["mp4"]),
        HeyGenResourceKind.Image => ("JPG and PNG", ["jpg", "jpeg", "png"]),
        _ => ("WAV and MP3", ["wav", "mp3"]),
    };

    private static string Name(HeyGenResource resource) => resource.Kind switch
    {
        HeyGenResourceKind.Video => "A video",
        HeyGenResourceKind.Image => "An image",
        _ => "An audio",
    };
}
