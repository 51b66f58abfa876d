using System.Text;
using Microsoft.Win32.SafeHandles;

namespace QuotaKit.Cli.Rendering;

/// <summary>Stdout for what writes on and on. .NET's console hides that nobody reads a pipe any more, and we would never end.</summary>
internal static class PipeOutput
{
    private const int Stdout = 1;

    // EPIPE, on Linux and macOS alike.
    private const int BrokenPipe = 32;

    public static TextWriter Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.Out;
        var stream = new FileStream(new SafeFileHandle(Stdout, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file has no reader that could go away, and must be written where its end is.
        return stream.CanSeek ? Console.Out : new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Whether it failed because the reader has had enough.</summary>
    public static bool IsClosed(IOException exception) => !OperatingSystem.IsWindows() && exception.HResult == BrokenPipe;
}
