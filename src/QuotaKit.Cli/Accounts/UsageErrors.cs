using System.CommandLine.Parsing;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>Creates the messages about invalid arguments. An argument may be a key in the wrong place, so one that looks like a key is not quoted.</summary>
internal static class UsageErrors
{
    private const string WhereKeysGo =
        "keys are not accepted as arguments, because other users of this machine can read arguments and the shell stores them. "
        + "Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY, write the key into a config file, or pipe it to --key-stdin.";

    // Names of this length with digits are rare, so little is lost when they are not quoted.
    private const int ShortestKey = 10;
    private const int ShortestKeyWithoutDigits = 16;
    private const int LongestOption = 24;

    private static readonly string[] _keyOptions = ["key", "token", "secret", "password"];
    private static readonly string[] _keyPrefixes = ["pictai_", "vzlaio_", "sk_", "bearer "];

    /// <summary>Returns the message about an option or a command that does not exist.</summary>
    public static string Unknown(string argument, string command) => argument switch
    {
        ['-', ..] when NameOf(argument) is var option => IsForKey(option) && CanBeOption(option)
            ? $"There is no option '{option}': {WhereKeysGo} See '{command} --help'."
            : $"There is no {(CanBeOption(option) ? $"option '{option}'" : "such option")}. See '{command} --help'.",
        _ when CouldBeKey(argument) => $"An argument looks like a key: {WhereKeysGo}",
        _ => $"There is no command or option '{Printable.Name(argument)}'. See '{command} --help'.",
    };

    /// <summary>Creates the error about a name that does not exist.</summary>
    /// <param name="what">The start of the sentence: <c>There is no account</c>.</param>
    /// <param name="name">The name. It is quoted only if it cannot be a key.</param>
    /// <param name="alternatives">The sentence that lists the existing names.</param>
    public static QuotaConfigurationException NoSuch(string what, string name, string alternatives) => new("", CouldBeKey(name)
        ? $"{what} of that name, which looks like a key: {WhereKeysGo} {alternatives}"
        : $"{what} '{Printable.Name(name)}'. {alternatives}");

    /// <summary>Returns the parser's message, or a message of our own if the parser's quotes an argument that may be a key.</summary>
    public static string WithoutKeys(string message, IEnumerable<string> arguments) =>
        arguments.SelectMany(a => (string[])[a, .. a.Split('=', ':').Skip(1)]).Any(a => CouldBeKey(a) && message.Contains(a, StringComparison.Ordinal))
            ? $"An argument is invalid and looks like a key: {WhereKeysGo}"
            : message;

    /// <summary>Creates the error about an argument that the library rejects: its message without the names and values of parameters.</summary>
    public static QuotaConfigurationException Of(ArgumentException error) => new("", error.Message.Split(" (Parameter", 2)[0].Split('\n')[0], error);

    /// <summary>Rejects an unknown option, which the parser would otherwise take as the argument.</summary>
    public static void RejectOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } option)
            result.AddError(Unknown(option.Value, $"quotakit {(result.Parent as CommandResult)?.Command.Name}"));
    }

    /// <summary>Returns whether the text may be a key. In doubt it returns true.</summary>
    public static bool CouldBeKey(string text)
    {
        if (text.Split('/', 2) is [var vendor, var account] && VendorEntry.Find(vendor) is not null)
            text = account;
        return _keyPrefixes.Any(p => text.StartsWith(p, StringComparison.OrdinalIgnoreCase))
            || (text.Length >= ShortestKey && text.Any(char.IsDigit))
            || (text.Length >= ShortestKeyWithoutDigits && text.Any(char.IsUpper));
    }

    /// <summary>Returns an option without its value, which may be a key.</summary>
    private static string NameOf(string option) => option.Split('=', ':')[0];

    private static bool CanBeOption(string name) => name.Length <= LongestOption && name.All(c => char.IsAsciiLetter(c) || c == '-') && !CouldBeKey(name);

    private static bool IsForKey(string option) => _keyOptions.Any(k => option.Contains(k, StringComparison.OrdinalIgnoreCase));
}
