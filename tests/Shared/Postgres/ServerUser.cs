using System.Diagnostics;

namespace QuotaKit.Tests.Shared;

/// <summary>Runs programs as an ordinary user, because PostgreSQL and PgBouncer refuse to run as root.</summary>
internal static class ServerUser
{
    // The user that Debian's package creates.
    private const string Name = "postgres";

    /// <summary>Returns how to start a program as the current user, or as the user postgres when the current one is root.</summary>
    public static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid", Name, "--regid", Name, "--clear-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/";
        return start;
    }

    /// <summary>Makes that user the owner of a folder.</summary>
    public static async Task GiveAsync(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var chown = Process.Start("chown", ["-R", $"{Name}:", folder]);
        await chown.WaitForExitAsync();
    }
}
