using System.Text;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Accounts;

/// <summary>A key from stdin and its account.</summary>
internal sealed record KeyLine(AccountName Account, string Key)
{
    // No key is this long, and an endless line must not fill the memory.
    private const int LongestLine = 8192;

    /// <summary>Returns the name of the account, without the key.</summary>
    public override string ToString() => Account.ToString();

    /// <summary>Reads the first line of stdin.</summary>
    /// <exception cref="QuotaConfigurationException">The name is invalid, or there is no key on stdin.</exception>
    public static KeyLine Read(string account)
    {
        var name = AccountName.Parse(account);
        var shown = UsageErrors.CouldBeKey(account) ? "ACCOUNT" : Printable.Name(name.ToString());
        if (!Console.IsInputRedirected)
            throw new QuotaConfigurationException(
                "", $"--key-stdin reads the key from a pipe or a file, not from the terminal, which would show it: quotakit show --key-stdin {shown} < key.txt");
        var key = ReadLine(Console.In);
        return string.IsNullOrWhiteSpace(key)
            ? throw new QuotaConfigurationException("", $"There is no key on stdin. --key-stdin reads the key of {shown} from the first line.")
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
