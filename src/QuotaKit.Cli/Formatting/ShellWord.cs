namespace QuotaKit.Cli.Formatting;

/// <summary>Writes arguments for command lines that users copy into a shell.</summary>
internal static class ShellWord
{
    /// <summary>Returns the text as one word of a POSIX shell, in quotes only where needed.</summary>
    public static string Of(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,".Contains(c, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
