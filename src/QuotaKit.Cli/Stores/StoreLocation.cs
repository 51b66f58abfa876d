using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Stores;

/// <summary>The place where reservations are kept: a SQLite file or a PostgreSQL database.</summary>
/// <param name="Value">The path of the file, or the connection.</param>
/// <param name="IsPostgres">Whether it is a PostgreSQL connection.</param>
internal sealed record StoreLocation(string Value, bool IsPostgres)
{
    public const string Variable = "QUOTAKIT_STORE";

    // The names that Npgsql takes for the host.
    private static readonly string[] _hosts = ["host", "server"];

    private static readonly string[] _schemes = ["postgres://", "postgresql://"];

    /// <summary>The file that is used when no other store is named.</summary>
    public static string DefaultPath { get; } = Path.Combine(StateFolder(), "quotakit", "quotakit.db");

    /// <summary>Whether the user named it; else it is the default file.</summary>
    public bool IsNamed { get; private init; }

    /// <summary>Whether it is a file that does not exist yet.</summary>
    public bool IsMissing => !IsPostgres && !Path.Exists(Value);

    /// <summary>The words that name it in messages. A connection is not quoted, because it may hold a password.</summary>
    public string Name => IsPostgres ? "PostgreSQL store" : $"store {Value}";

    /// <summary>Finds the store: the option, else the environment variable, else the default file.</summary>
    /// <exception cref="QuotaConfigurationException">The option is empty or holds a password.</exception>
    public static StoreLocation Find(string? option)
    {
        if (option is { Length: 0 })
            throw new QuotaConfigurationException("", "--store needs a path or a PostgreSQL connection, but is empty.");
        if (option is not null && Of(option) is { IsPostgres: true } && HasPassword(option))
        {
            throw new QuotaConfigurationException(
                "",
                "--store must not hold a password, because other users of this machine can read arguments and the shell stores them. "
                + $"Set {Variable} instead, or write the password into ~/.pgpass.");
        }

        var named = option ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(named))
            return Of(DefaultPath);
        // The text is not quoted, because it may be a key or hold a password.
        var source = option is null ? Variable : "--store";
        if (Directory.Exists(named))
            throw new QuotaConfigurationException("", $"{source} is a folder. Name a file in it, such as quotakit.db.");
        return CanBeStore(named) ? Of(named) with { IsNamed = true } : throw new QuotaConfigurationException(
            "", $"{source} must be a file whose name ends with .db, or a PostgreSQL connection such as postgres://user@host/database.");
    }

    /// <summary>Whether a connection holds a password.</summary>
    internal static bool HasPassword(string connection)
    {
        if (!IsUrl(connection))
            return connection.Split(';').Any(p => p.Split('=')[0].Trim() is var name && IsPassword(name));
        var end = connection.IndexOf("://", StringComparison.Ordinal) + 3;
        var authority = connection[end..].Split('/', '?')[0];
        return authority.LastIndexOf('@') is > 0 and var at && authority[..at].Contains(':', StringComparison.Ordinal)
            || connection.Split('?', '&').Skip(1).Any(p => IsPassword(p.Split('=')[0]));
    }

    private static bool CanBeStore(string value) =>
        Of(value).IsPostgres || value.EndsWith(".db", StringComparison.OrdinalIgnoreCase) || File.Exists(value);

    private static StoreLocation Of(string value) =>
        new(value, IsUrl(value) || value.Split(';').Any(p => _hosts.Contains(p.Split('=')[0].Trim(), StringComparer.OrdinalIgnoreCase)));

    private static bool IsUrl(string value) => _schemes.Any(s => value.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    private static bool IsPassword(string name) =>
        name.Equals("password", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase)
        || name.Equals("psw", StringComparison.OrdinalIgnoreCase) || UsageErrors.CouldBeKey(name);

    private static string StateFolder()
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        // The XDG specification says to ignore a relative path.
        return Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
    }
}
