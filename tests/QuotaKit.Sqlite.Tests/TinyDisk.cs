using System.Diagnostics;

namespace QuotaKit.Sqlite.Tests;

/// <summary>A disk of one megabyte, in memory.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    private TinyDisk()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Mounts a disk, or skips the test where that is not permitted.</summary>
    public static TinyDisk Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has disks in memory that a command can mount.");
        var disk = new TinyDisk();
        if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.Path) == 0)
            return disk;
        disk._folder.Dispose();
        Assert.Skip("This user may not mount a disk. It runs as root in a container that has CAP_SYS_ADMIN.");
        return disk;
    }

    /// <summary>Forbids or permits writing to the disk.</summary>
    public void Remount(bool isReadOnly) => Assert.Equal(0, Run("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", Path));

    public void Dispose()
    {
        _ = Run("umount", Path);
        _folder.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
