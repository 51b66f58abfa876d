namespace QuotaKit.Tests.Shared;

/// <summary>The files of this repository, for tests of conventions and docs.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QuotaKit.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {from} contains QuotaKit.sln.");
    }
}
