using Npgsql;

namespace QuotaKit;

/// <summary>Reads the address of a database: a connection string of Npgsql, or a URL such as <c>postgres://user@host:5432/database</c>.</summary>
internal static class PostgresAddress
{
    /// <exception cref="QuotaException">It is neither. The message and its causes do not repeat it, because it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string address)
    {
        try
        {
            var builder = IsUrl(address) ? OfUrl(new Uri(address)) : new NpgsqlConnectionStringBuilder(address);
            if (!string.IsNullOrEmpty(builder.Host))
                return Checked(builder);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or OverflowException)
        {
            // Its message may hold a part of the password.
        }

        throw LedgerErrors.Of(
            "The connection string of the PostgreSQL ledger is not valid. Write 'Host=…;Database=…;Username=…;Password=…' or " +
            "'postgres://user:password@host:5432/database', with special characters of the URL escaped as in %40.");
    }

    private static NpgsqlConnectionStringBuilder Checked(NpgsqlConnectionStringBuilder builder)
    {
        var isAny = builder.TargetSessionAttributes is not { } wanted || wanted.Equals("any", StringComparison.OrdinalIgnoreCase);
        return isAny || builder.Host!.Contains(',', StringComparison.Ordinal) ? builder : throw LedgerErrors.Of(
            "The setting 'Target Session Attributes' (target_session_attrs) of the PostgreSQL ledger chooses among several hosts, but the connection string " +
            "names one. Remove the setting, or name all servers: 'Host=one,two;Target Session Attributes=primary'.");
    }

    private static bool IsUrl(string address) =>
        address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfUrl(Uri url)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host.Trim('[', ']')) };
        if (url.Port > 0)
            builder.Port = url.Port;
        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database)
            builder.Database = Uri.UnescapeDataString(database);
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);

        foreach (var setting in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = setting.Split('=', 2);
            var (name, value) = (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : ""));
            builder[NameOf(name)] = name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return builder;
    }

    /// <summary>Returns Npgsql's name of a setting of libpq; other names are Npgsql's own.</summary>
    private static string NameOf(string setting) => setting switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "target_session_attrs" => "Target Session Attributes",
        _ => setting,
    };
}
