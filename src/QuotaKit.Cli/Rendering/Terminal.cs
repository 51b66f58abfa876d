using System.Text;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>What the terminal on stdout can show.</summary>
internal static class Terminal
{
    private static readonly string[] _localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    public static IAnsiConsole Open()
    {
        // no-color.org: any value that is not empty.
        var isColourless = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColourless ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isColourless ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        console.Profile.Capabilities.Unicode = SpeaksUtf8();
        return console;
    }

    /// <summary>Makes what goes to a terminal ASCII where .NET would write UTF-8 and the locale has none: such a terminal may take the single bytes
    /// of a vendor's characters for commands.</summary>
    public static void KeepToLocale()
    {
        if (SpeaksUtf8() || Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage)
            return;
        if (!Console.IsOutputRedirected)
            Console.SetOut(InAscii(Console.OpenStandardOutput()));
        if (!Console.IsErrorRedirected)
            Console.SetError(InAscii(Console.OpenStandardError()));
    }

    /// <summary>Whether a line can be taken back again.</summary>
    public static bool CanRedraw(IAnsiConsole screen) => screen.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Shows that something is under way, where a line can be taken back again.</summary>
    public static Task<T> WaitAsync<T>(IAnsiConsole? screen, Func<Task<T>> read) =>
        screen is not null && CanRedraw(screen) ? screen.Status().StartAsync("Asking the vendors", _ => read()) : read();

    /// <summary>Whether the first of these locales that is set is one of UTF-8.</summary>
    internal static bool IsUtf8(IEnumerable<string?> localesInOrder) =>
        localesInOrder.FirstOrDefault(l => !string.IsNullOrEmpty(l)) is { } locale
        && locale.Replace("-", "", StringComparison.Ordinal).Contains("UTF8", StringComparison.OrdinalIgnoreCase);

    private static StreamWriter InAscii(Stream stream) => new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true };

    // .NET takes UTF-8 for granted where the locale names nothing else; terminals go by the locale, and without one that is ASCII.
    private static bool SpeaksUtf8() => OperatingSystem.IsWindows()
        ? Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage
        : IsUtf8(_localeVariables.Select(Environment.GetEnvironmentVariable));
}
