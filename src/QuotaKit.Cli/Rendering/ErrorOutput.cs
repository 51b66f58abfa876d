using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes error messages to stderr, each as one line that starts with <c>quotakit:</c>.</summary>
internal static class ErrorOutput
{
    public static Task WriteAsync(string message) => TryAsync(error => error.WriteLineAsync($"quotakit: {Printable.Line(message)}"));

    /// <summary>Writes to stderr. A failure is ignored, because the exit code says more.</summary>
    public static async Task TryAsync(Func<TextWriter, Task> write)
    {
        try
        {
            await write(Console.Error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Stderr is full or closed. The exit code still tells the kind of error, or is that of a program that has run.
        }
    }
}
