using System.Text.Json;
using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class EstimateTests : SimulatorTest
{
    public static TheoryData<string> Operations => [.. HeyGenCosts.All.Select(o => o.Key)];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Estimates_every_row_of_the_price_table(string key)
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
    public async Task Price_table_has_every_row_and_needs_no_key()
    {
        var run = await QuotaKitProcess.RunAsync("estimate heygen");

        Assert.Equal(HeyGenCosts.All.Select(o => o.Key), run.Lines.Skip(1).Select(l => l.Split(' ')[0]));
        Assert.Contains("avatar-video        2 credits/min in steps of 30 s", run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Prints_the_price_and_what_is_left()
    {
        var run = await RunAsync("estimate heygen avatar-video --minutes 3.2", ("HEYGEN_API_KEY", Key), ("QuotaKit__HeyGen__Plan", "Pro"));

        Assert.Equal(
            [
                "Avatar video, 3.2 minutes: 7 credits (2 credits/min in steps of 30 s).",
                "heygen has 39074.2 credits left.",
                "The job can run.",
            ],
            run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Prints_every_reason_against_the_job()
    {
        Simulator.HeyGen.Account(Key).RemainingQuota = 60;

        var run = await RunAsync(
            "estimate heygen avatar-video --minutes 9 --size 100x5000 --scenes 51 --text-length 5000 --audio-minutes 11 --webm --plan Free",
            ("HEYGEN_API_KEY", Key));

        Assert.Equal(9, run.Lines.Count(l => l.StartsWith("no: ", StringComparison.Ordinal)));
        Assert.Equal("The job cannot run.", run.Lines[^1]);
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task Without_a_plan_the_answer_is_unknown()
    {
        var run = await RunAsync("estimate heygen avatar-video --seconds 30", ("HEYGEN_API_KEY", Key));

        Assert.Contains("unknown: Whether the plan allows a video of 0:00:30 is unknown: give --plan, or set QuotaKit:HeyGen:Plan.", run.Lines);
        Assert.Equal(4, run.ExitCode);
    }

    [Theory]
    [InlineData("--minutes 1 --plan Pro --offline", "unknown: Whether the credits suffice is unknown: leave out --offline, so that the account is read.")]
    [InlineData("--plan Pro --offline", "unknown: The cost of the job is unknown: give --minutes or --seconds.")]
    [InlineData("--minutes 1", "unknown: Whether the plan allows a video of 0:01:00 is unknown: give --plan, or set QuotaKit:HeyGen:Accounts:team-a:Plan.")]
    public async Task Unknown_answer_names_what_to_give(string options, string line)
    {
        var run = await RunAsync($"estimate heygen/team-a avatar-video {options}", ("QuotaKit__HeyGen__Accounts__team-a__ApiKey", Key));

        Assert.Equal(line, Assert.Single(run.Lines, l => l.StartsWith("unknown: ", StringComparison.Ordinal)));
        Assert.Equal(4, run.ExitCode);
    }

    [Fact]
    public async Task Failed_read_still_prints_the_price()
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
    public async Task Wrong_usage_is_one_line_with_a_hint(string arguments, string hint)
    {
        var run = await QuotaKitProcess.RunAsync($"estimate {arguments}");

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
