using QuotaKit.Fuzz.Tests.Checks;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Random responses in pieces, through whole calls with retries. The caller must get the result of the last response.</summary>
public sealed class WholeCallFuzzTests
{
    private static readonly QuotaResilienceOptions _resilience = new() { BreakAfterFailures = int.MaxValue };

    [Fact]
    public void HeyGen_version_2_with_fallback_to_3() => Check(FuzzTarget.HeyGenAuto);

    [Fact]
    public void HeyGen_version_3() => Check(FuzzTarget.HeyGenV3);

    [Fact]
    public void Pictory() => Check(FuzzTarget.Pictory);

    [Fact]
    public void Vzla() => Check(FuzzTarget.Vzla);

    private static void Check(FuzzTarget target)
    {
        var tally = new Tally();
        using var unobserved = new Unobserved();
        FuzzRun.Check("whole-" + target.Name, FuzzSettings.WholeCalls, () => (_, random) =>
        {
            var farEnd = new FarEnd(new FakeClock(), request => Pieces(random, AnsweringTo(target, request.RequestUri!.AbsolutePath)));
            var call = target.Create(new FarEndHandler(farEnd), _resilience, farEnd.Clock).GetQuotaAsync(CancellationToken.None);
            try
            {
                Assert.False(call.IsCompleted);
                Driver.Run(farEnd, () => call.IsCompleted);
                tally.Add(CheckOutcome(target, farEnd, call));
            }
            catch (Exception e)
            {
                e.Data[nameof(FuzzCase)] = string.Join("\n", farEnd.Requests.Select(r => $"  {r.Path} {r.Fate.Answer}"));
                throw;
            }
        });
        unobserved.AssertNone();
        tally.Write("calls");
    }

    private static string CheckOutcome(FuzzTarget target, FarEnd farEnd, Task<QuotaSnapshot> call)
    {
        var (at, path, fate) = farEnd.Requests[^1];
        var answering = AnsweringTo(target, path);
        Assert.Equal(0, farEnd.Open);
        Assert.Equal(0, farEnd.Clock.TimerCount);
        try
        {
            var sentAt = new FakeClock().GetUtcNow() + at;
            SnapshotChecks.Check(answering, fate.Answer!, call.GetAwaiter().GetResult(), sentAt);
            return "snapshot";
        }
        catch (QuotaException e)
        {
            ErrorChecks.Check(answering, fate.Answer!, e, farEnd.Requests.Count);
            return $"{e.Kind} after {e.Attempts}";
        }
    }

    private static Fate Pieces(Random random, FuzzTarget answering) => new("pieces")
    {
        Answer = answering.NextCase(random),
        PieceLength = random.Next(1, 600),
    };

    private static FuzzTarget AnsweringTo(FuzzTarget target, string path) =>
        target != FuzzTarget.HeyGenAuto ? target
        : path.StartsWith("/v3/", StringComparison.Ordinal) ? FuzzTarget.HeyGenV3
        : FuzzTarget.HeyGenV2;
}
