namespace QuotaKit.Cli.Tests.Commands;

public class ShowDemoTests(DemoRun demo) : IClassFixture<DemoRun>
{
    [Fact]
    public void Needs_neither_key_nor_network()
    {
        Assert.Equal("", demo.Run.Error);
        Assert.Equal(0, demo.Run.ExitCode);
        Assert.Equal("Normal", demo.Run.Row("heygen", "credits")[8]);
        Assert.Equal("Warning", demo.Run.Row("pictory", "video_minutes")[8]);
        Assert.Equal("-17", demo.Run.Row("pictory", "elevenlabs_voiceover_minutes")[4]);
        Assert.Equal("Exhausted", demo.Run.Row("vzla/team-b")[8]);
        Assert.Equal("unlimited", demo.Run.Row("vzla/partner")[4]);
    }

    [Fact]
    public void Last_line_says_that_the_numbers_are_simulated() =>
        Assert.StartsWith("# These numbers are simulated", demo.Run.Lines[^1], StringComparison.Ordinal);

    [Fact]
    public void Piped_output_has_no_colours_and_no_lines() =>
        Assert.All(demo.Run.Output, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4}"));

    [Fact]
    public void Piped_rows_have_as_many_fields_as_the_header() => Assert.All(
        demo.Run.Lines.Where(l => !l.StartsWith('#')),
        line => Assert.Equal(10, line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));

    [Fact]
    public async Task Shows_only_the_named_accounts_in_their_order()
    {
        var run = await QuotaKitProcess.RunAsync("show vzla/team-b VZLA vzla --demo");

        Assert.Equal(["ACCOUNT", "vzla/team-b", "vzla", "#"], run.Lines.Select(l => l.Split(' ')[0]));
    }
}
