namespace QuotaKit.Cli.Tests;

/// <summary>The exit code and the output of a run of the command.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The line on stderr, when it is the only output.</summary>
    public string Complaint
    {
        get
        {
            Assert.Equal("", Output);
            Assert.StartsWith("quotakit: ", Error, StringComparison.Ordinal);
            return Assert.Single(Error.TrimEnd().Split('\n'));
        }
    }

    /// <summary>Returns the fields of the first row of an account; with a balance, of the row of that balance.</summary>
    public string[] Row(string account, string? balance = null) =>
        Lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(fields => fields[0] == account && (balance is null || fields[1] == balance));
}
