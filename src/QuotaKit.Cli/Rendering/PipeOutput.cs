using System.Text;
using Microsoft.Win32.SafeHandles;

namespace QuotaKit.Cli.Rendering;

/// <summary>Opens stdout so that a closed pipe is an error. .NET's console ignores it: endless output would never end, and an id would be lost.</summary>
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
        // A file has no reader that could close it. Console.Out appends to it; a stream of our own would overwrite it.
        return stream.CanSeek ? Console.Out : new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Returns whether writing failed because the reader has closed the pipe.</summary>
    public static bool IsClosed(IOException exception) => !OperatingSystem.IsWindows() && exception.HResult == BrokenPipe;
}
