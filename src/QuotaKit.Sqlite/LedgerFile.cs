namespace QuotaKit;

/// <summary>Creates the file of a ledger, readable for its owner only.</summary>
internal static class LedgerFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly object _lock = new();

    /// <summary>Creates the file and its folder unless they exist. SQLite gives its other files the same mode.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
            throw SqliteErrors.IsFolder(path);
        // Closing a file ends the locks that other threads of this process have on it.
        lock (_lock)
            CreateFile(path);
    }

    private static void CreateFile(string path)
    {
        if (File.Exists(path))
            return;

        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }
}
