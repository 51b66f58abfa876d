namespace QuotaKit.Http;

/// <summary>What a key may look like before it goes into a header.</summary>
/// <remarks>A header that is refused by HttpClient is refused in an exception that quotes it, and one with a line break would go out
/// as two headers: so a key is checked before it gets that far, and no problem here quotes it.</remarks>
internal static class ApiKeyRules
{
    private const int LongestKey = 4096;

    /// <summary>Keys read from a file or a variable often carry a line break at the end.</summary>
    public static string Trim(string? key) => key?.Trim() ?? "";

    /// <summary>What is wrong with the key, as a sentence; null when nothing is.</summary>
    public static string? FindProblem(string? key, QuotaProviderOptions options)
    {
        var vendor = options.Vendor;
        var trimmed = Trim(key).AsSpan();
        if (trimmed.IsEmpty)
            return $"There is no API key. Set {options.GetType().Name}.{nameof(options.ApiKey)} in code, or {SettingOf(options)} in the configuration or the environment.";
        if (trimmed.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return $"The API key starts with 'Bearer '. Give the key alone; {vendor.DisplayName}'s scheme is added where it belongs. Correct {SettingOf(options)}.";
        if (trimmed.Length > LongestKey)
            return $"The API key has {trimmed.Length} characters; more than {LongestKey} is not a key.";
        var position = trimmed.IndexOfAnyExceptInRange('\x21', '\x7e');
        return position < 0 ? null
            : $"The API key has a {NameOf(trimmed[position])} at position {position + 1}. A key is printable ASCII without spaces: copy it again into {SettingOf(options)}.";
    }

    /// <summary>The setting that holds this account's key, and its variable where it has one.</summary>
    public static string SettingOf(QuotaProviderOptions options)
    {
        var vendor = options.Vendor;
        return QuotaNames.IsDefault(options.Account)
            ? $"'QuotaKit:{vendor.SettingName}:ApiKey' or {vendor.EnvironmentVariable}"
            : $"'QuotaKit:{vendor.SettingName}:{QuotaVendor.AccountsSection}:{options.Account}:ApiKey'";
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
