using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Parsing;

/// <summary>What a HeyGen job is like, as options.</summary>
internal sealed class JobOptions
{
    private const decimal LongestMinutes = 1_000_000;

    private readonly Option<decimal?> _minutes = NumberOption.Create("--minutes", "How long the video or the session is.", "number");
    private readonly Option<decimal?> _seconds = NumberOption.Create("--seconds", "The same in seconds.", "number");
    private readonly Option<int?> _calls = NumberOption.CreateWhole("--calls", "How often it is done, each time by itself. The default is 1.", "count");
    private readonly Option<(int Width, int Height)?> _size = new("--size") { Description = "The size of the video in pixels.", HelpName = "1920x1080" };
    private readonly Option<int?> _scenes = NumberOption.CreateWhole("--scenes", "How many scenes the video has.", "count");
    private readonly Option<int?> _text = NumberOption.CreateWhole("--text-length", "The characters of the longest text that is spoken at a time.", "count");
    private readonly Option<decimal?> _audio = NumberOption.Create("--audio-minutes", "The length of the longest audio that is spoken at a time.", "number");
    private readonly Option<bool> _webM = new("--webm") { Description = "The video is to be WebM." };
    private readonly Option<int?> _looks = NumberOption.CreateWhole("--looks", "How many looks the avatar's group will have.", "count");
    private readonly Option<int?> _groups = NumberOption.CreateWhole("--avatar-groups", "How many avatar groups the account will have.", "count");

    public JobOptions(Command command)
    {
        _size.CustomParser = ParseSize;
        foreach (var option in (Option[])[_minutes, _seconds, _calls, _size, _scenes, _text, _audio, _webM, _looks, _groups])
            command.Add(option);
    }

    /// <exception cref="QuotaConfigurationException">The options contradict each other, or a length is beyond reason.</exception>
    public HeyGenJob Read(ParseResult parsed, HeyGenOperation operation)
    {
        var (minutes, seconds) = (parsed.GetValue(_minutes), parsed.GetValue(_seconds));
        if (minutes is not null && seconds is not null)
            throw new QuotaConfigurationException("", "Give --minutes or --seconds, not both.");
        if (!operation.IsBilledByLength && (minutes ?? seconds) is not null)
            throw new QuotaConfigurationException("", $"{operation.Key} is charged by the call: leave the length out, and give --calls if there are several.");
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

    // A started tick counts in full, as a started step does; and what is above zero stays so.
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
