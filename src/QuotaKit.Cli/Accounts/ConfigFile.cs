using System.Text.Json;
using Microsoft.Extensions.Configuration;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>The user's config file: a JSON object with the settings of the section QuotaKit.</summary>
internal static class ConfigFile
{
    public const string Variable = "QUOTAKIT_CONFIG";

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Where the file is looked for when nobody names one. Never in the current folder, which may be somebody else's.</summary>
    public static string DefaultPath { get; } = Path.Combine(ConfigFolder(), "quotakit", "quotakit.json");

    /// <summary>The file that is in force; null when none is named and there is none.</summary>
    /// <exception cref="QuotaConfigurationException">The path is empty, as of a variable that a script did not set.</exception>
    public static string? Find(string? option)
    {
        if (option is { Length: 0 })
            throw new QuotaConfigurationException("", "--config needs the path of a file, and got nothing.");
        var named = option ?? Environment.GetEnvironmentVariable(Variable);
        return !string.IsNullOrEmpty(named) ? named : File.Exists(DefaultPath) ? DefaultPath : null;
    }

    /// <summary>Its settings, by their paths below <c>QuotaKit</c>.</summary>
    /// <exception cref="QuotaConfigurationException">It cannot be read, others can read it too, or it is no JSON object.</exception>
    public static IConfiguration Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            // Asked of the open file, so that it is not another one that is read then.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & OfOthers) != 0)
                throw Wrong(path, $"can be read or changed by others, and holds keys. {(IsPlain(path) ? $"Run: chmod 600 {path}" : "Run chmod 600 on it.")}");
            var root = new ConfigurationBuilder().AddJsonStream(stream).Build();
            // The section's content, or an object that has nothing but the section.
            return root.GetChildren().ToList() is [{ Key: var only } section] && string.Equals(only, "QuotaKit", StringComparison.OrdinalIgnoreCase)
                ? section
                : root;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong(path, $"is not there. Create it, or correct --config or {Variable}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong(path, "cannot be read. It has to be a file that you may read.");
        }
        catch (JsonException e)
        {
            throw Wrong(path, $"is not valid JSON: see line {e.LineNumber + 1}.");
        }
        catch (FormatException)
        {
            throw Wrong(path, "must be a JSON object in which each name stands once.");
        }
    }

    private static QuotaConfigurationException Wrong(string path, string problem) =>
        new("", CanBeQuoted(path) ? $"The config file {Printable.Line(path)} {problem}" : $"The config file {problem} Its path is not repeated here, since it could be a key.");

    /// <summary>Whether it is a path for certain. A key may be put here by mistake, and keys may hold slashes.</summary>
    private static bool CanBeQuoted(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || Path.Exists(path);

    /// <summary>Whether a shell takes it for nothing but a path, when somebody copies the line.</summary>
    private static bool IsPlain(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_');

    private static string ConfigFolder()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
        // By the XDG rules, a path that is not absolute is not used.
        return Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
    }
}
