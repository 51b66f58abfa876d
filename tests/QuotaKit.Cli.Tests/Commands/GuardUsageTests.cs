namespace QuotaKit.Cli.Tests.Commands;

/// <summary>Wrong arguments of the commands that work with reservations: exit code 2, and a line that says what to do.</summary>
public sealed class GuardUsageTests : GuardTest
{
    private static readonly string _long = new('a', 10_240);

    /// <summary>Arguments after the account, and a part of the message. Both commands that reserve take them.</summary>
    public static TheoryData<string, string> Spends => new()
    {
        { "--need 12pears", "There is no unit 'pears'. Balances of vzla are in: requests." },
        { "--need 12pears --allow-unknown", "There is no unit 'pears'. Balances of vzla are in: requests." },
        { "--need -5", "--need must be a number above zero" },
        { "--need 0", "--need must be a number above zero" },
        { "--need 1,5", "--need must be a number above zero" },
        { "--need 1.1234567891requests", "at most 9 decimals. Round it up" },
        { "--need 99999999999999999999requests", "at most 9999999999999999999.999999999" },
        { "--need 1 --id two,ids", "has 1 to 200 letters, digits" },
        { "--need 1 --id LONG", "has 1 to 200 letters, digits" },
        { "--need 1 --id EMPTY", "--id must not be empty. Leave it out" },
        { "--need 1 --note LONG", "at most 500 characters" },
        { "--need 1 --lease 0s", "and at most 24h" },
        { "--need 1 --lease 25h", "and at most 24h" },
        { "--need 1 --lease soon", "such as 30s, 5m or 1h" },
        { "--need 1 --balance nothing", "Name one that `quotakit show vzla` lists." },
        { "--need 1requests --balance nothing", "Name one that `quotakit show vzla` lists." },
        { "--need 1 --budget nothing", "Set QuotaKit:Budgets:nothing:Limit" },
        { "--need 1 --budget EMPTY", "--budget must not be empty. Leave it out" },
        { "--need 1 --slot nothing", "Set QuotaKit:Concurrency:vzla:nothing" },
        { "--need 1 --demo --store x.db", "Leave out one of them." },
        { "--need 1 --store /", "--store is a folder. Name a file in it, such as quotakit.db." },
        { "--need 1 --store EMPTY", "--store needs a path or a PostgreSQL connection" },
        { "--need 1 --store no-such-file", "--store must be a file whose name ends with .db" },
        { "--need 1 --store https://localhost/quota", "--store must be a file whose name ends with .db" },
        { "--need 1 --store postgres://", "Write 'Host=" },
        { "--need 1 --store postgres://me:secret@127.0.0.1/quota", "Set QUOTAKIT_STORE instead" },
    };

    [Theory]
    [MemberData(nameof(Spends))]
    public Task Reserve_with_a_wrong_argument_is_wrong_usage(string arguments, string advice) => IsWrongAsync($"reserve vzla {arguments}", advice);

    [Theory]
    [MemberData(nameof(Spends))]
    public Task Run_with_a_wrong_argument_is_wrong_usage(string arguments, string advice) => IsWrongAsync($"run vzla {arguments} -- true", advice);

    [Theory]
    [InlineData("reserve nobody --need 1", "There is no account 'nobody'. There are: heygen, vzla.")]
    [InlineData("reserve pictory --need 1", "Set PICTORY_API_KEY")]
    [InlineData("reserve EMPTY --need 1", "There are: heygen, vzla.")]
    [InlineData("reserve LONG --need 1", "There are: heygen, vzla.")]
    [InlineData("run nobody --need 1 -- true", "There is no account 'nobody'. There are: heygen, vzla.")]
    [InlineData("run pictory --need 1 -- true", "Set PICTORY_API_KEY")]
    [InlineData("run vzla --need 1 --on-failure nothing -- true", "'release'")]
    [InlineData("commit LONG", "Use the id that 'quotakit reserve' printed.")]
    [InlineData("commit two,ids", "Use the id that 'quotakit reserve' printed.")]
    [InlineData("commit EMPTY", "Use the id that 'quotakit reserve' printed.")]
    [InlineData("commit no-such-id", "'quotakit reserve' creates it.")]
    [InlineData("commit job-1 --actual -1", "--actual must be a number of zero or more")]
    [InlineData("commit job-1 --actual 11.5credits", "without a unit, such as 11.5.")]
    [InlineData("commit job-1 --actual EMPTY", "--actual must be a number of zero or more")]
    [InlineData("commit job-1 --store /", "--store is a folder.")]
    [InlineData("release LONG", "Use the id that 'quotakit reserve' printed.")]
    [InlineData("release no-such-id", "'quotakit reserve' creates it.")]
    [InlineData("holds nobody", "There is no account 'nobody'. There are: heygen, vzla.")]
    [InlineData("holds --store /", "--store is a folder.")]
    public Task Wrong_argument_is_wrong_usage(string arguments, string advice) => IsWrongAsync(arguments, advice);

    [Fact]
    public async Task Actual_amount_that_no_ledger_stores_is_wrong_usage()
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "1", "--id", "job-1");

        var run = await QuotaKitAsync("commit", "job-1", "--actual", "99999999999999999999");

        Assert.Equal((2, "quotakit: An amount that was spent is 0 to 9999999999999999999.999999999."), (run.ExitCode, run.Complaint));
        Assert.Equal(["job-1"], await HeldAsync());
    }

    [Fact]
    public async Task Database_out_of_reach_is_told_in_whole_sentences()
    {
        // No server listens there.
        var run = await QuotaKitAsync("holds", "--store", "postgres://me@127.0.0.1:9/quota");

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("Failed to connect to 127.0.0.1:9.", run.Complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12minutes", 4)]
    [InlineData("12Requests", 0)]
    public async Task Unit_of_a_vendor_is_no_wrong_usage(string need, int code) =>
        Assert.Equal(code, (await QuotaKitAsync("reserve", "vzla", "--need", need)).ExitCode);

    private async Task IsWrongAsync(string arguments, string advice)
    {
        var run = await QuotaKitAsync([.. arguments.Split(' ').Select(a => a switch { "EMPTY" => "", "LONG" => _long, _ => a })]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(advice, run.Complaint, StringComparison.Ordinal);
        Assert.InRange(run.Complaint.Length, 40, 400);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }
}
