namespace QuotaKit.Http;

/// <summary>Checks keys before they are put into a header.</summary>
/// <remarks>HttpClient rejects an invalid header with an exception that quotes the header, and a line break could start another header. The messages
/// here never quote the key.</remarks>
internal static class ApiKeyRules
{
    private const int LongestKey = 4096;

    /// <summary>Removes white space around a key: keys from files or variables often end with a line break.</summary>
    public static string Trim(string? key) => key?.Trim() ?? "";

    /// <summary>Finds the first problem of a key. Returns one message, or null when the key is valid.</summary>
    public static string? FindProblem(string? key, QuotaProviderOptions options)
    {
        var trimmed = Trim(key).AsSpan();
        if (trimmed.IsEmpty)
        {
            var property = $"{options.GetType().Name}.{nameof(options.ApiKey)}";
            return $"There is no API key. Set {SettingOf(options)} in the environment or the configuration, or {property} in code.";
        }

        if (trimmed.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return $"The API key starts with 'Bearer '. Set the key alone in {SettingOf(options)}; QuotaKit adds 'Bearer ' where it is needed.";
        if (trimmed.Length > LongestKey)
            return $"The API key has {trimmed.Length} characters, but at most {LongestKey} are allowed. Check {SettingOf(options)}.";
        var position = trimmed.IndexOfAnyExceptInRange('\x21', '\x7e');
        if (position < 0)
            return null;
        var problem = $"The API key has a {NameOf(trimmed[position])} at position {position + 1}.";
        return $"{problem} Keys are printable ASCII without spaces: copy the key again into {SettingOf(options)}.";
    }

    /// <summary>Names the places where an account's key is set: the environment variable, which only the default account has, and the setting.</summary>
    public static string SettingOf(QuotaProviderOptions options)
    {
        var setting = $"'{options.Vendor.KeySettingOf(options.Account)}'";
        return QuotaNames.IsDefault(options.Account) ? $"{options.Vendor.EnvironmentVariable} or {setting}" : setting;
    }

    private static string NameOf(char c) => c switch
    {
        ' ' => "space",
        '\r' or '\n' => "line break",
        '\0' => "NUL",
        '\uFEFF' => "byte order mark",
        _ when char.IsControl(c) => "control character",
        _ => "character outside ASCII",
    };
}
