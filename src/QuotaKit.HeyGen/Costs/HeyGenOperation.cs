namespace QuotaKit.HeyGen;

/// <summary>An operation that HeyGen charges for, with its price. <see cref="HeyGenCosts"/> has them all.</summary>
public sealed class HeyGenOperation
{
    internal HeyGenOperation()
    {
    }

    /// <summary>The stable name of the operation, as the command line uses it: <c>"avatar-video"</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The name to show to people: <c>"Avatar video"</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The endpoint, as HeyGen's table names it: <c>"video/generate"</c>; for streaming <c>"Active streaming session"</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The kind of the operation. It decides which limits are checked.</summary>
    public required HeyGenOperationKind Kind { get; init; }

    /// <summary>Credits per minute; null when the operation is charged by the call.</summary>
    public decimal? CreditsPerMinute { get; init; }

    /// <summary>Credits per call, 0 when free; null when the operation is charged by the length.</summary>
    public decimal? CreditsPerCall { get; init; }

    /// <summary>The step to which a length is rounded up; null when the operation is charged by the call.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>The minimum length that is charged; null when it is one <see cref="Step"/>, or when the operation is charged by the call.</summary>
    public TimeSpan? Minimum { get; init; }

    /// <summary>Maximum price of a second for an account that is billed in US dollars, by the prices known on
    /// <see cref="HeyGenCosts.UsdPricesAsOf"/>; null when no price is known.</summary>
    public decimal? MaxUsdPerSecond { get; init; }

    /// <summary>Whether the cost depends on a length; otherwise the price is per call.</summary>
    public bool IsBilledByLength => CreditsPerMinute is not null;

    // HeyGen documents 'test' for this endpoint only. An operation that is not known to be free is estimated at its price.
    internal bool HasTestMode => Endpoint == HeyGenCosts.GenerateEndpoint;

    /// <summary>Calculates the cost of calls of this length, in credits. It is exact, except that a 60th of a credit is rounded to 28 digits.</summary>
    /// <param name="length">The length of one call, above zero. A started <see cref="Step"/> counts in full.</param>
    /// <param name="calls">The number of calls, each charged separately; at least 1. The default value is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="length"/> or <paramref name="calls"/> is zero or negative. A video of length zero does not exist, so a zero is a
    /// mistake of the caller, and not a free video.
    /// </exception>
    /// <exception cref="InvalidOperationException">The operation is charged by the call.</exception>
    public decimal Cost(TimeSpan length, int calls = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        if (this is not { CreditsPerMinute: { } rate, Step: { } step })
            throw new InvalidOperationException($"'{Key}' is charged by the call: call Cost with a number of calls.");
        var charged = length > Minimum.GetValueOrDefault() ? length : Minimum.GetValueOrDefault();
        var steps = ((charged.Ticks - 1) / step.Ticks) + 1;
        var seconds = (decimal)calls * steps * (step.Ticks / (decimal)TimeSpan.TicksPerSecond);
        // The division comes last: three times a third of a credit has to be exactly one credit.
        return seconds * rate / 60;
    }

    /// <summary>Calculates the exact cost of calls, in credits.</summary>
    /// <param name="calls">The number of calls; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calls"/> is zero or negative.</exception>
    /// <exception cref="InvalidOperationException">The operation is charged by the length.</exception>
    public decimal Cost(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        return calls * CreditsPerCall
            ?? throw new InvalidOperationException($"'{Key}' is charged by the length: call Cost with a length.");
    }

    /// <summary>Returns one line with the price: <c>avatar-video: 2 credits/min in steps of 30 s</c>.</summary>
    public override string ToString()
    {
        if (this is not { CreditsPerMinute: { } rate, Step: { } step })
            return CreditsPerCall == 0 ? $"{Key}: free" : FormattableString.Invariant($"{Key}: {CreditsPerCall} credits/call");
        var least = Minimum is { } minimum ? FormattableString.Invariant($", at least {minimum.TotalSeconds} s") : "";
        return FormattableString.Invariant($"{Key}: {rate} credits/min in steps of {step.TotalSeconds} s{least}");
    }
}
