namespace QuotaKit.Cli.Tests.Commands;

/// <summary><c>quotakit holds</c> on a terminal, which script(1) creates.</summary>
public sealed class HoldsTerminalTests : GuardTest
{
    private const string Id = "01a20063-04ce-7f4c-bd45-92f53cd16e55";

    [Theory]
    [InlineData(200, "ID ACCOUNT AMOUNT UNIT BUDGET SINCE UNTIL NOTE")]
    [InlineData(120, "ID ACCOUNT AMOUNT UNIT BUDGET SINCE UNTIL")]
    [InlineData(100, "ID ACCOUNT AMOUNT UNIT UNTIL")]
    [InlineData(80, "ID ACCOUNT AMOUNT UNIT LEFT")]
    [InlineData(60, "ID ACCOUNT AMOUNT")]
    [InlineData(30, "ID")]
    public async Task Columns_give_way_in_a_narrow_terminal(int width, string columns)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "Needs script of util-linux.");
        await QuotaKitAsync("reserve", "vzla", "--need", "100", "--id", Id, "--note", "nightly");

        var run = await ShellAsync($"export -f quotakit; export SHELL=/bin/bash TERM=dumb; script -qec 'stty cols {width}; quotakit holds' /dev/null");

        string[] lines = [.. run.Lines.Select(l => l.TrimEnd())];
        Assert.Equal(columns, string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.StartsWith(Id, lines[1], StringComparison.Ordinal);
        Assert.All(lines, l => Assert.InRange(l.Length, 1, Math.Max(width, Id.Length)));
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task Pipe_gets_all_columns()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "100", "--id", Id, "--note", "nightly");

        Assert.EndsWith("  nightly", (await ShellAsync("COLUMNS=60 quotakit holds | cat")).Lines[1], StringComparison.Ordinal);
    }
}
