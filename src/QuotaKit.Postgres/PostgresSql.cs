using System.Text.RegularExpressions;

namespace QuotaKit;

/// <summary>Loads the SQL that is part of the package, for a schema.</summary>
internal static partial class PostgresSql
{
    /// <summary>The version of the schema that this package uses. Another minor version adds to it; another major version changes what it means.</summary>
    public static readonly Version Version = new(1, 1);

    // What each minor version adds, from 1.1 on.
    private static readonly string[] _additions = ["tables-1.1"];

    private static readonly string[] _functions = ["turn", "lacks", "reserve", "settle", "answers", "reads"];

    /// <summary>Returns the statements that create the schema, or bring an older one up to date.</summary>
    /// <param name="schema">The schema's name.</param>
    /// <param name="current">The version that is there; null when there is none.</param>
    public static IEnumerable<string> Migration(string schema, Version? current)
    {
        if (current is null || current < new Version(1, 0))
        {
            // CREATE SCHEMA IF NOT EXISTS asks for the right to create even if the schema exists.
            yield return $"DO $$ BEGIN IF to_regnamespace('{schema}') IS NULL THEN CREATE SCHEMA {schema}; END IF; END $$";
            yield return Load("tables", schema);
        }

        foreach (var file in _additions.Skip(current?.Major == Version.Major ? current.Minor : 0))
            yield return Load(file, schema);
        foreach (var file in _functions)
            yield return Load(file, schema);
        yield return $"""
            INSERT INTO {schema}.meta (major, minor) VALUES ({Version.Major}, {Version.Minor})
            ON CONFLICT (is_only) DO UPDATE SET major = excluded.major, minor = excluded.minor, changed_at = excluded.changed_at
            """;
    }

    private static string Load(string file, string schema)
    {
        using var stream = typeof(PostgresSql).Assembly.GetManifestResourceStream($"{file}.sql")!;
        using var reader = new StreamReader(stream);
        return Names().Replace(reader.ReadToEnd(), $"{schema}.");
    }

    [GeneratedRegex(@"\bquotakit\.")]
    private static partial Regex Names();
}
