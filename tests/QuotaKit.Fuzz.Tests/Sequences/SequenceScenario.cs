using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>A provider with random settings, and a vendor that answers each request with a random fate.</summary>
internal sealed class SequenceScenario
{
    private static readonly FuzzTarget[] _targets = [FuzzTarget.HeyGenAuto, FuzzTarget.HeyGenV2, FuzzTarget.HeyGenV3, FuzzTarget.Pictory, FuzzTarget.Vzla];

    public SequenceScenario(Random random)
    {
        Target = random.Pick(_targets);
        Resilience = ResilienceOf(random);
        FarEnd = new FarEnd(new FakeClock(), request => Fates.Next(random, AnsweringTo(request.RequestUri!.AbsolutePath)));
        Provider = Target.Create(new FarEndHandler(FarEnd), Resilience, FarEnd.Clock);
    }

    public FuzzTarget Target { get; }

    public QuotaResilienceOptions Resilience { get; }

    public FarEnd FarEnd { get; }

    public IQuotaProvider Provider { get; }

    /// <summary>Returns the most requests that the call with these requests may send: one more if it called both versions of HeyGen's API.</summary>
    public int MostRequests(IReadOnlyList<(TimeSpan At, string Path, Fate Fate)> requests) =>
        Resilience.MaxAttempts + (requests.Select(r => r.Path).Distinct().Count() > 1 ? 1 : 0);

    /// <summary>Describes the settings and all requests, for the message of a failure.</summary>
    public string Story() =>
        $"{Target}, {Resilience.MaxAttempts} attempts of {Resilience.AttemptTimeout} within {Resilience.TotalTimeout}:\n" +
        string.Join("\n", FarEnd.Requests.Select(r => $"    {r.At} {r.Path} {r.Fate}"));

    private static QuotaResilienceOptions ResilienceOf(Random random)
    {
        var total = TimeSpan.FromMilliseconds(random.Next(10, random.OneIn(2) ? 2_000 : 60_000));
        return new QuotaResilienceOptions
        {
            MaxAttempts = random.Next(1, 6),
            TotalTimeout = total,
            AttemptTimeout = random.OneIn(3) ? total : TimeSpan.FromMilliseconds(random.Next(10, (int)total.TotalMilliseconds + 1)),
            BaseDelay = TimeSpan.FromMilliseconds(random.Next(1, 2000)),
            MaxDelay = TimeSpan.FromMilliseconds(random.Next(1, 20_000)),
            BreakAfterFailures = random.Next(2, 20),
            BreakDuration = TimeSpan.FromMilliseconds(random.Next(500, 60_000)),
        };
    }

    private FuzzTarget AnsweringTo(string path) =>
        Target != FuzzTarget.HeyGenAuto ? Target
        : path.StartsWith("/v3/", StringComparison.Ordinal) ? FuzzTarget.HeyGenV3
        : FuzzTarget.HeyGenV2;
}
