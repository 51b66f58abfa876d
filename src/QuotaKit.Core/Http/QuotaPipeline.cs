using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace QuotaKit.Http;

/// <summary>Builds the one pipeline around a call: retry, and a circuit breaker around each attempt, which limits its own time.</summary>
internal static class QuotaPipeline
{
    private static readonly TimeSpan _breakerWindow = TimeSpan.FromMinutes(1);
    private const double BreakerFailureRatio = 0.9;

    public static ResiliencePipeline<QuotaSnapshot> Build(QuotaResilienceOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<QuotaSnapshot> { TimeProvider = new SteadyTime(clock) };
        if (options.MaxAttempts > 1)
            builder.AddRetry(Retry(options));
        return builder.AddCircuitBreaker(Breaker(options)).Build();
    }

    private static RetryStrategyOptions<QuotaSnapshot> Retry(QuotaResilienceOptions options) => new()
    {
        MaxRetryAttempts = options.MaxAttempts - 1,
        // The attempt has already decided, and for how long: see QuotaHttpProvider.
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is QuotaException { RetryIn: not null }),
        DelayGenerator = static args => ValueTask.FromResult(((QuotaException)args.Outcome.Exception!).RetryIn),
    };

    private static CircuitBreakerStrategyOptions<QuotaSnapshot> Breaker(QuotaResilienceOptions options) => new()
    {
        FailureRatio = BreakerFailureRatio,
        MinimumThroughput = options.BreakAfterFailures,
        SamplingDuration = _breakerWindow,
        BreakDuration = options.BreakDuration,
        // A refusal is an answer: only a vendor that gives none is spared further calls.
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is QuotaException
        {
            IsTransient: true, Kind: QuotaErrorKind.Unavailable or QuotaErrorKind.Network or QuotaErrorKind.Timeout or QuotaErrorKind.Protocol
        }),
    };
}
