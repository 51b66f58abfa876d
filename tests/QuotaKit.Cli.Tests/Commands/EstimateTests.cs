using System.Text.Json;
using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class EstimateTests : SimulatorTest
{
    public static TheoryData<string> Operations => [.. HeyGenCosts.All.Select(o => o.Key)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_row_of_the_price_table_can_be_asked_for(string key)
    {
        Assert.True(HeyGenCosts.TryFind(key, out var operation));
        var cost = operation.IsBilledByLength ? operation.Cost(TimeSpan.FromMinutes(3.2), 2) : operation.Cost(2);

        var run = await QuotaKitProcess.RunAsync(
            $"estimate heygen {key} --calls 2 --offline --allow-unknown --json {(operation.IsBilledByLength ? "--minutes 3.2" : "")}");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(cost, json.RootElement.GetProperty("credits").GetDecimal());
        Assert.Equal(key, json.RootElement.GetProperty("operation").GetString());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_price_table_has_every_row_and_needs_no_key()
    {
        var run = await QuotaKitProcess.RunAsync("estimate heygen");

        Assert.Equal(HeyGenCosts.All.Select(o => o.Key), run.Lines.Skip(1).Select(l => l.Split(' ')[0]));
        Assert.Contains("avatar-video        2 credits/min in steps of 30 s", run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Says_what_it_costs_and_that_the_account_can_pay()
    {
        var run = await RunAsync("estimate heygen avatar-video --minutes 3.2", ("HEYGEN_API_KEY", Key), ("QuotaKit__HeyGen__Plan", "Pro"));

        Assert.Equal(
            [
                "Avatar video, 3.2 minutes: 7 credits (2 credits/min in steps of 30 s).",
                "heygen has 39074.2 credits of 'credits' left.",
                "The job can run.",
            ],
            run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task All_that_speaks_against_it_is_said_at_once()
    {
        Simulator.HeyGen.Account(Key).RemainingQuota = 60;

        var run = await RunAsync(
            "estimate heygen avatar-video --minutes 9 --size 100x5000 --scenes 51 --text-length 5000 --audio-minutes 11 --webm --plan Free", ("HEYGEN_API_KEY", Key));

        Assert.Equal(9, run.Lines.Count(l => l.StartsWith("no: ", StringComparison.Ordinal)));
        Assert.Equal("The job cannot run.", run.Lines[^1]);
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task Without_the_plan_it_is_unknown_and_says_what_to_give()
    {
        var run = await RunAsync("estimate heygen avatar-video --seconds 30", ("HEYGEN_API_KEY", Key));

        Assert.Contains("unknown: Whether the plan allows a video of 0:00:30 is unknown: give the account's plan (HeyGenQuotaOptions.Plan, or the setting 'QuotaKit:HeyGen:Plan').", run.Lines);
        Assert.Equal(4, run.ExitCode);
    }

    [Fact]
    public async Task A_vendor_that_cannot_be_asked_leaves_the_price()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(401));

        var run = await RunAsync("estimate heygen avatar-video --minutes 1 --plan Pro", ("HEYGEN_API_KEY", Key));

        Assert.Contains("2 credits", run.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("quotakit: heygen: Unauthorized: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("heygen avatar-vid", "avatar-video")]
    [InlineData("vzla avatar-video", "Only HeyGen")]
    [InlineData("acme avatar-video", "heygen, pictory, vzla")]
    [InlineData("heygen/x avatar-video --minutes 1 --demo", "There is no account 'heygen/x'")]
    [InlineData("heygen avatar-video --minutes -1 --demo", "--minutes must be a number above zero")]
    [InlineData("heygen avatar-video --minutes 1 --seconds 60 --demo", "not both")]
    [InlineData("heygen avatar-video --seconds 79228162514264337593543950335 --demo", "at most")]
    [InlineData("heygen avatar-video --audio-minutes 1000001 --demo", "--audio-minutes must be at most")]
    [InlineData("heygen photo-generate --minutes 1 --demo", "charged by the call")]
    [InlineData("heygen avatar-video --calls 1.5 --demo", "--calls must be a whole number")]
    [InlineData("heygen avatar-video --size big --demo", "1920x1080")]
    [InlineData("heygen avatar-video --plan Gold --demo", "Free, Pro, Scale, Enterprise")]
    [InlineData("heygen avatar-video --bogus --demo", "no option '--bogus'")]
    [InlineData("heygen avatar-video --minutes 1", "HEYGEN_API_KEY")]
    public async Task Wrong_usage_is_one_line_that_says_what_to_write(string arguments, string hint)
    {
        var run = await QuotaKitProcess.RunAsync($"estimate {arguments}");

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
