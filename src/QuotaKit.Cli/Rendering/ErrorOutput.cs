using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes error messages to stderr, each as one line that starts with <c>quotakit:</c>.</summary>
internal static class ErrorOutput
{
    public static async Task WriteAsync(string message)
    {
        try
        {
            await Console.Error.WriteLineAsync($"quotakit: {Printable.Line(message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Stderr is closed. The exit code still tells the kind of error.
        }
    }
}
