using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Parsing;

/// <summary>The options that describe a HeyGen job.</summary>
internal sealed class JobOptions
{
    private const decimal LongestMinutes = 1_000_000;

    private readonly Option<decimal?> _minutes = NumberOption.Create("--minutes", "The length of the video or the session.", "number");
    private readonly Option<decimal?> _seconds = NumberOption.Create("--seconds", "The same in seconds.", "number");
    private readonly Option<int?> _calls = NumberOption.CreateWhole("--calls", "The number of calls, each charged separately. The default is 1.", "count");
    private readonly Option<(int Width, int Height)?> _size = new("--size") { Description = "The size of the video in pixels.", HelpName = "1920x1080" };
    private readonly Option<int?> _scenes = NumberOption.CreateWhole("--scenes", "The number of scenes in the video.", "count");
    private readonly Option<int?> _text = NumberOption.CreateWhole("--text-length", "The number of characters in the longest spoken text.", "count");
    private readonly Option<decimal?> _audio = NumberOption.Create("--audio-minutes", "The length of the longest spoken audio.", "number");
    private readonly Option<bool> _webM = new("--webm") { Description = "Make the video as WebM." };
    private readonly Option<int?> _looks = NumberOption.CreateWhole("--looks", "The number of looks that the avatar's group will have.", "count");
    private readonly Option<int?> _groups = NumberOption.CreateWhole("--avatar-groups", "The number of avatar groups that the account will have.", "count");

    public void AddTo(Command command)
    {
        _size.CustomParser = ParseSize;
        foreach (var option in (Option[])[_minutes, _seconds, _calls, _size, _scenes, _text, _audio, _webM, _looks, _groups])
            command.Add(option);
    }

    /// <summary>Returns the job that the options describe.</summary>
    /// <exception cref="QuotaConfigurationException">The options contradict each other, or a length is too large.</exception>
    public HeyGenJob Read(ParseResult parsed, HeyGenOperation operation)
    {
        var (minutes, seconds) = (parsed.GetValue(_minutes), parsed.GetValue(_seconds));
        if (minutes is not null && seconds is not null)
            throw new QuotaConfigurationException("", "Give --minutes or --seconds, not both.");
        if (!operation.IsBilledByLength && (minutes ?? seconds) is not null)
            throw new QuotaConfigurationException(
                "", $"{operation.Key} is charged by the call. Leave out --minutes and --seconds; for several calls give --calls.");
        var size = parsed.GetValue(_size);
        return new HeyGenJob
        {
            Operation = operation,
            Length = minutes is not null ? Length("--minutes", minutes.Value) : seconds is not null ? Length("--seconds", seconds.Value / 60) : null,
            Calls = parsed.GetValue(_calls) ?? 1,
            Width = size?.Width,
            Height = size?.Height,
            Scenes = parsed.GetValue(_scenes),
            TextLength = parsed.GetValue(_text),
            AudioLength = parsed.GetValue(_audio) is { } audio ? Length("--audio-minutes", audio) : null,
            WebM = parsed.GetValue(_webM),
            LooksInGroup = parsed.GetValue(_looks),
            AvatarGroups = parsed.GetValue(_groups),
        };
    }

    // Rounds up, because HeyGen charges a started step in full, and so that a length above zero stays above zero.
    private static TimeSpan Length(string option, decimal minutes) => minutes <= LongestMinutes
        ? TimeSpan.FromTicks((long)Math.Ceiling(minutes * TimeSpan.TicksPerMinute))
        : throw new QuotaConfigurationException("", $"{option} must be at most {LongestMinutes * (option == "--seconds" ? 60 : 1)}.");

    private static (int Width, int Height)? ParseSize(ArgumentResult result)
    {
        if (result.Tokens[0].Value.ToLowerInvariant().Split('x') is [var left, var right]
            && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var height))
            return (width, height);
        result.AddError("--size must be a width and a height in pixels, such as 1920x1080.");
        return null;
    }
}
