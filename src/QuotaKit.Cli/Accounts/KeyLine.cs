using System.Text;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>A key from stdin, and the account that it is for.</summary>
internal sealed record KeyLine(AccountName Account, string Key)
{
    // Longer lines are no keys, and an endless one must not fill the memory.
    private const int LongestLine = 8192;

    /// <summary>A key prints as nothing.</summary>
    public override string ToString() => Account.ToString();

    /// <exception cref="QuotaConfigurationException">The name is none, or there is no key on stdin.</exception>
    public static KeyLine Read(string account)
    {
        var name = AccountName.Parse(account);
        var shown = Misuse.CouldBeKey(account) ? "ACCOUNT" : Printable.Name(name.ToString());
        if (!Console.IsInputRedirected)
            throw new QuotaConfigurationException("", $"--key-stdin reads the key from a pipe or a file, so that it is not shown: quotakit show --key-stdin {shown} < key.txt");
        var key = ReadLine(Console.In);
        return string.IsNullOrWhiteSpace(key)
            ? throw new QuotaConfigurationException("", $"There was no key on stdin. --key-stdin reads the key of {shown} from its first line.")
            : new KeyLine(name, key);
    }

    private static string ReadLine(TextReader input)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine && input.Read() is var c and >= 0 and not '\n')
            line.Append((char)c);
        return line.ToString();
    }
}
