using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Feeds a hundred thousand random responses to each vendor's mapper, as a vendor, a proxy or an attacker might send them.</summary>
public sealed class MapperFuzzTests
{
    [Fact]
    public void HeyGen_v2_mapper_survives_random_responses() => Check(FuzzTarget.HeyGenV2, FuzzSettings.Count / 2);

    [Fact]
    public void HeyGen_v3_mapper_survives_random_responses() => Check(FuzzTarget.HeyGenV3, FuzzSettings.Count / 2);

    [Fact]
    public void Pictory_mapper_survives_random_responses() => Check(FuzzTarget.Pictory, FuzzSettings.Count);

    [Fact]
    public void Vzla_mapper_survives_random_responses() => Check(FuzzTarget.Vzla, FuzzSettings.Count);

    private static void Check(FuzzTarget target, int count)
    {
        var (good, cases) = (0, 0);
        FuzzRun.Check(target.Name, count, () =>
        {
            var worker = new FuzzWorker(target);
            return (_, random) =>
            {
                var answer = target.NextCase(random);
                Interlocked.Increment(ref cases);
                try
                {
                    if (worker.Run(answer))
                        Interlocked.Increment(ref good);
                }
                catch (Exception e)
                {
                    e.Data[nameof(FuzzCase)] = answer.ToString();
                    throw;
                }
            };
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{good:N0} of {cases:N0} became snapshots.");
        // If too many responses are rejected early, the code behind those checks is not tested. If too few are, the responses are too tame.
        Assert.InRange((double)good / cases, 0.08, 0.85);
    }
}
