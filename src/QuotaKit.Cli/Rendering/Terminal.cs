using System.Text;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>Opens the terminal on stdout, and finds out what it can show.</summary>
internal static class Terminal
{
    private static readonly string[] _localeVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    public static IAnsiConsole Open()
    {
        // By no-color.org, any value counts that is not empty.
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

    /// <summary>Limits terminal output to ASCII where the locale is not UTF-8. .NET would write UTF-8 all the same, and the terminal might take
    /// single bytes of a vendor's characters for commands.</summary>
    public static void KeepToLocale()
    {
        if (SpeaksUtf8() || Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage)
            return;
        if (!Console.IsOutputRedirected)
            Console.SetOut(InAscii(Console.OpenStandardOutput()));
        if (!Console.IsErrorRedirected)
            Console.SetError(InAscii(Console.OpenStandardError()));
    }

    /// <summary>Returns whether printed lines can be redrawn.</summary>
    public static bool CanRedraw(IAnsiConsole screen) => screen.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Shows a spinner while the task runs, if lines can be redrawn. A null screen shows nothing.</summary>
    public static Task<T> WaitAsync<T>(IAnsiConsole? screen, Func<Task<T>> read) =>
        screen is not null && CanRedraw(screen) ? screen.Status().StartAsync("Reading the accounts", _ => read()) : read();

    /// <summary>Returns whether the first of these locales that is set is a UTF-8 one.</summary>
    internal static bool IsUtf8(IEnumerable<string?> localesInOrder) =>
        localesInOrder.FirstOrDefault(l => !string.IsNullOrEmpty(l)) is { } locale
        && locale.Replace("-", "", StringComparison.Ordinal).Contains("UTF8", StringComparison.OrdinalIgnoreCase);

    private static StreamWriter InAscii(Stream stream) => new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true };

    // .NET assumes UTF-8 where the locale names no encoding. Terminals follow the locale, and without one they use ASCII.
    private static bool SpeaksUtf8() => OperatingSystem.IsWindows()
        ? Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage
        : IsUtf8(_localeVariables.Select(Environment.GetEnvironmentVariable));
}
