using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace QuotaKit.Http;

/// <summary>Builds the one pipeline around a call: total time-out, retry, circuit breaker, attempt time-out.</summary>
internal static class QuotaPipeline
{
    private static readonly TimeSpan _breakerWindow = TimeSpan.FromMinutes(1);
    private const double BreakerFailureRatio = 0.9;

    public static ResiliencePipeline<QuotaSnapshot> Build(QuotaResilienceOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<QuotaSnapshot> { TimeProvider = new SteadyTime(clock) };
        builder.AddTimeout(options.TotalTimeout);
        if (options.MaxAttempts > 1)
            builder.AddRetry(Retry(options));
        builder.AddCircuitBreaker(Breaker(options));
        builder.AddTimeout(options.AttemptTimeout);
        return builder.Build();
    }

    private static RetryStrategyOptions<QuotaSnapshot> Retry(QuotaResilienceOptions options) => new()
    {
        MaxRetryAttempts = options.MaxAttempts - 1,
        // The attempt has already decided, and for how long: see QuotaHttpProvider.
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is QuotaException { RetryIn: not null } or TimeoutRejectedException),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
            (args.Outcome.Exception as QuotaException)?.RetryIn
            ?? RetryBackoff.Next(options, args.AttemptNumber + 1, null, Random.Shared.NextDouble())),
    };

    private static CircuitBreakerStrategyOptions<QuotaSnapshot> Breaker(QuotaResilienceOptions options) => new()
    {
        FailureRatio = BreakerFailureRatio,
        MinimumThroughput = options.BreakAfterFailures,
        SamplingDuration = _breakerWindow,
        BreakDuration = options.BreakDuration,
        // A refusal is an answer: only a vendor that gives none is spared further calls.
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is TimeoutRejectedException or QuotaException
        {
            IsTransient: true, Kind: QuotaErrorKind.Unavailable or QuotaErrorKind.Network or QuotaErrorKind.Timeout or QuotaErrorKind.Protocol
        }),
    };
}
