namespace QuotaKit.Cli.Tests;

/// <summary>What a run of the command left behind.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The one line that the command has for what is wrong, when it prints nothing else.</summary>
    public string Complaint
    {
        get
        {
            Assert.Equal("", Output);
            Assert.StartsWith("quotakit: ", Error, StringComparison.Ordinal);
            return Assert.Single(Error.TrimEnd().Split('\n'));
        }
    }

    /// <summary>The fields of the first row of that account, and of that balance when one is given.</summary>
    public string[] Row(string account, string? balance = null) =>
        Lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(fields => fields[0] == account && (balance is null || fields[1] == balance));
}
