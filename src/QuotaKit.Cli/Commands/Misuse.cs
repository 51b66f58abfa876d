using System.CommandLine.Parsing;

namespace QuotaKit.Cli.Commands;

/// <summary>What is said about arguments that nobody knows. They may be keys, so that not all of them are quoted.</summary>
internal static class Misuse
{
    private const string WhereKeysGo =
        "a key is not taken as an argument, since others on this machine can read arguments and the shell keeps them. "
        + "Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY, write it into a config file or pipe it to --key-stdin.";

    private const int ShortestKey = 24;

    private static readonly string[] _keyOptions = ["key", "token", "secret", "password"];
    private static readonly string[] _keyPrefixes = ["pictai_", "vzlaio_", "sk_", "bearer "];

    /// <summary>An option or a command that there is not.</summary>
    public static string Unknown(string argument, string command) => argument switch
    {
        _ when LooksLikeKey(argument) => $"An argument looks like a key: {WhereKeysGo}",
        ['-', ..] when IsForKey(NameOf(argument)) => $"There is no option '{NameOf(argument)}': {WhereKeysGo} See '{command} --help'.",
        ['-', ..] => $"There is no option '{NameOf(argument)}'. See '{command} --help'.",
        _ => $"There is no command or option '{NameOf(argument)}'. See '{command} --help'.",
    };

    /// <summary>What to say instead of quoting a name that is none; null when it can be quoted.</summary>
    public static string? OfName(string name) => LooksLikeKey(name) ? $"An argument looks like a key: {WhereKeysGo}" : null;

    /// <summary>An option that is not known would otherwise be taken for an account's name.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } option)
            result.AddError(Unknown(option.Value, $"quotakit {(result.Parent as CommandResult)?.Command.Name}"));
    }

    /// <summary>An option without its value, which may be a key.</summary>
    private static string NameOf(string option) => option.Split('=', ':')[0];

    private static bool IsForKey(string option) => _keyOptions.Any(k => option.Contains(k, StringComparison.OrdinalIgnoreCase));

    private static bool LooksLikeKey(string text) =>
        _keyPrefixes.Any(p => text.StartsWith(p, StringComparison.OrdinalIgnoreCase))
        || (text.Length >= ShortestKey && !text.StartsWith('-') && text.Any(char.IsDigit) && text.Any(char.IsLetter));
}
