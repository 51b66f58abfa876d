namespace QuotaKit.HeyGen;

/// <summary>One thing that HeyGen charges for, and how. <see cref="HeyGenCosts"/> has them all.</summary>
public sealed class HeyGenOperation
{
    internal HeyGenOperation()
    {
    }

    /// <summary>A stable name for the command line: <c>"avatar-video"</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The name for people: <c>"Avatar video"</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The endpoint, as HeyGen's table has it: <c>"video/generate"</c>; of streaming <c>"Active streaming session"</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What kind of thing it makes.</summary>
    public required HeyGenOperationKind Kind { get; init; }

    /// <summary>Credits for a minute; null when it is charged by the call.</summary>
    public decimal? CreditsPerMinute { get; init; }

    /// <summary>Credits for a call, 0 when free; null when it is charged by the length.</summary>
    public decimal? CreditsPerCall { get; init; }

    /// <summary>The step in which the length is charged, a started step in full; null when it is charged by the call.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>The length that is charged at least; null when that is one <see cref="Step"/>, or when it is charged by the call.</summary>
    public TimeSpan? Minimum { get; init; }

    /// <summary>The most that a second costs an account that is billed in US dollars, by the prices known on
    /// <see cref="HeyGenCosts.UsdPricesAsOf"/>; null when no price is known.</summary>
    public decimal? MaxUsdPerSecond { get; init; }

    /// <summary>Whether the cost depends on a length. Otherwise it is so much per call.</summary>
    public bool IsBilledByLength => CreditsPerMinute is not null;

    // HeyGen shows 'test' in requests to this endpoint alone. What is not known to be free is not free.
    internal bool HasTestMode => Endpoint == HeyGenCosts.GenerateEndpoint;

    /// <summary>What things of this length cost, in credits. Exact, as far as a 60th part has decimals.</summary>
    /// <param name="length">The length of one of them, above zero. A started <see cref="Step"/> counts in full.</param>
    /// <param name="calls">How many there are, each charged by itself; at least 1. The default value is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="length"/> or <paramref name="calls"/> is zero or negative. HeyGen makes nothing of no length, so a zero is a length
    /// that somebody forgot, and not a free video.
    /// </exception>
    /// <exception cref="InvalidOperationException">It is charged by the call.</exception>
    public decimal Cost(TimeSpan length, int calls = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        if (this is not { CreditsPerMinute: { } rate, Step: { } step })
            throw new InvalidOperationException($"'{Key}' is charged by the call: ask for the cost of a number of calls.");
        var charged = length > Minimum.GetValueOrDefault() ? length : Minimum.GetValueOrDefault();
        var steps = ((charged.Ticks - 1) / step.Ticks) + 1;
        var seconds = (decimal)calls * steps * (step.Ticks / (decimal)TimeSpan.TicksPerSecond);
        // Divided last: a third of a credit, three times, has to be one credit.
        return seconds * rate / 60;
    }

    /// <summary>What that many calls cost, in credits. Exact.</summary>
    /// <param name="calls">How many calls; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calls"/> is zero or negative.</exception>
    /// <exception cref="InvalidOperationException">It is charged by the length.</exception>
    public decimal Cost(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        return calls * CreditsPerCall
            ?? throw new InvalidOperationException($"'{Key}' is charged by the length: ask for the cost of a length.");
    }

    /// <summary>One line: <c>avatar-video: 2 credits/min in steps of 30 s</c>.</summary>
    public override string ToString()
    {
        if (this is not { CreditsPerMinute: { } rate, Step: { } step })
            return CreditsPerCall == 0 ? $"{Key}: free" : FormattableString.Invariant($"{Key}: {CreditsPerCall} credits/call");
        var least = Minimum is { } minimum ? FormattableString.Invariant($", at least {minimum.TotalSeconds} s") : "";
        return FormattableString.Invariant($"{Key}: {rate} credits/min in steps of {step.TotalSeconds} s{least}");
    }
}
