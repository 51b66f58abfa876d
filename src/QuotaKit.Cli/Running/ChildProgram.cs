using System.ComponentModel;
using System.Diagnostics;

namespace QuotaKit.Cli.Running;

/// <summary>Starts a program as shells do: a name without a slash is searched in PATH and nowhere else.</summary>
internal static class ChildProgram
{
    /// <summary>The variable with the reservation's id.</summary>
    public const string Variable = "QUOTAKIT_RESERVATION";

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds the file of a program.</summary>
    /// <exception cref="ChildNotStartedException">There is no such program, or it is not executable.</exception>
    public static string Find(string name)
    {
        // .NET would search the folder of this command and the current folder before PATH.
        if (OperatingSystem.IsWindows())
            return name;
        var candidates = name.Contains('/', StringComparison.Ordinal)
            ? [name]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(f => Path.Combine(f.Length == 0 ? "." : f, name)).ToArray();
        var found = candidates.Where(File.Exists).ToList();
        return found.FirstOrDefault(IsExecutable) is { } program ? Path.GetFullPath(program)
            : throw (found.Count > 0 || candidates.Any(Directory.Exists) && name.Contains('/', StringComparison.Ordinal)
                ? new ChildNotStartedException(ChildNotStartedException.NotExecutable, "is not executable.")
                : new ChildNotStartedException(ChildNotStartedException.NotFound, name.Contains(' ', StringComparison.Ordinal)
                    ? "was not found. Write the program and its arguments as separate words." : "was not found."));
    }

    /// <summary>Starts a program. It shares the terminal, and inherits the environment.</summary>
    /// <param name="path">The path, from <see cref="Find"/>.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="reservation">The id of the reservation.</param>
    /// <exception cref="ChildNotStartedException">It cannot be started.</exception>
    public static Process Start(string path, IEnumerable<string> arguments, string reservation)
    {
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false };
        start.Environment[Variable] = reservation;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ChildNotStartedException(ChildNotStartedException.NotExecutable, "cannot be executed.");
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsExecutable(string path) => (File.GetUnixFileMode(path) & AnyExecute) != 0;
}
