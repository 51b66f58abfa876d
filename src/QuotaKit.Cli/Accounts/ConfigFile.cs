using System.Text.Json;
using Microsoft.Extensions.Configuration;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>Finds and reads the user's config file: a JSON object with the settings of the section QuotaKit.</summary>
internal static class ConfigFile
{
    public const string Variable = "QUOTAKIT_CONFIG";

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The path that is used when no other is named. The current folder is never searched: its files may be somebody else's.</summary>
    public static string DefaultPath { get; } = Path.Combine(ConfigFolder(), "quotakit", "quotakit.json");

    /// <summary>Returns the path of the file to read; null when none is named and the default one does not exist.</summary>
    /// <exception cref="QuotaConfigurationException">The path is empty, for example because a script did not set its variable.</exception>
    public static string? Find(string? option)
    {
        if (option is { Length: 0 })
            throw new QuotaConfigurationException("", "--config needs the path of a file, but is empty.");
        var named = option ?? Environment.GetEnvironmentVariable(Variable);
        return !string.IsNullOrEmpty(named) ? named : File.Exists(DefaultPath) ? DefaultPath : null;
    }

    /// <summary>Reads the settings of the file.</summary>
    /// <exception cref="QuotaConfigurationException">The file cannot be read, other users can read it too, or it is not a JSON object.</exception>
    public static IConfiguration Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            // The mode of the open file: by its path, another file could be checked than the one that is read.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OfOthers) != 0)
                throw Wrong(path, $"holds keys, but other users can read or change it. {(IsPlain(path) ? $"Run: chmod 600 {path}" : "Run chmod 600 on it.")}");
            var root = new ConfigurationBuilder().AddJsonStream(stream).Build();
            // The file holds the content of the section, or an object whose only member is the section.
            return root.GetChildren().ToList() is [{ Key: var only } section] && string.Equals(only, "QuotaKit", StringComparison.OrdinalIgnoreCase)
                ? section
                : root;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong(path, $"does not exist. Create it, or correct --config or {Variable}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong(path, "cannot be read. It must be a file that you are allowed to read.");
        }
        catch (JsonException e)
        {
            throw Wrong(path, $"is not valid JSON: see line {e.LineNumber + 1}.");
        }
        catch (FormatException)
        {
            throw Wrong(path, "must be a JSON object without duplicate names.");
        }
    }

    private static QuotaConfigurationException Wrong(string path, string problem) =>
        new("", CanBeQuoted(path)
            ? $"The config file {Printable.Line(path)} {problem}"
            : $"The config file {problem} Its path is not shown, because it could be a key.");

    /// <summary>Returns whether the text is certainly a path. A key may be passed by mistake, and keys may contain slashes.</summary>
    private static bool CanBeQuoted(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || Path.Exists(path);

    /// <summary>Returns whether a shell takes the text literally when a user copies the line.</summary>
    private static bool IsPlain(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_');

    private static string ConfigFolder()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
        // The XDG specification says to ignore a relative path.
        return Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
    }
}
