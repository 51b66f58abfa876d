using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace QuotaKit.Http;

/// <summary>The one pipeline around a call: retry, and a circuit breaker around each attempt, which limits its own time.</summary>
internal sealed class QuotaPipeline
{
    private static readonly TimeSpan _breakerWindow = TimeSpan.FromMinutes(1);
    private const double BreakerFailureRatio = 0.9;

    private readonly Lazy<ResiliencePipeline<QuotaSnapshot>> _strategies;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> _attempt;

    public QuotaPipeline(
        QuotaResilienceOptions options, TimeProvider clock, Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> attempt)
    {
        _attempt = attempt;
        _strategies = new(() =>
        {
            var builder = new ResiliencePipelineBuilder<QuotaSnapshot> { TimeProvider = new SteadyTime(clock) };
            if (options.MaxAttempts > 1)
                builder.AddRetry(Retry(options));
            return builder.AddCircuitBreaker(Breaker(options, _circuit)).Build();
        });
    }

    /// <summary>Whether the first attempt would be let through in any case.</summary>
    public bool IsOpenToAll => _circuit.CircuitState == CircuitState.Closed;

    /// <summary>Whether there has been nothing yet for the strategies to weigh.</summary>
    public bool IsUntouched => !_strategies.IsValueCreated;

    /// <summary>Makes attempts until one is good or no more is to be made. Of an attempt that was made before, it is told what came of it.</summary>
    public async ValueTask<Outcome<QuotaSnapshot>> ExecuteAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var outcome = await _strategies.Value.ExecuteOutcomeAsync(
                static (context, state) => state.Call.TakeAhead() is { } ahead
                    ? ValueTask.FromResult(ahead)
                    : state.Attempt(state.Call, context.CancellationToken),
                context, (Attempt: _attempt, Call: call)).ConfigureAwait(false);
            // They did not look at a good answer when another call has opened the circuit meanwhile, or the caller has given up.
            return call.TakeAhead() is { Exception: null } good ? good : outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static RetryStrategyOptions<QuotaSnapshot> Retry(QuotaResilienceOptions options) => new()
    {
        MaxRetryAttempts = options.MaxAttempts - 1,
        // The attempt has already decided, and for how long: see QuotaHttpProvider.
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is QuotaException { RetryIn: not null }),
        DelayGenerator = static args => ValueTask.FromResult(((QuotaException)args.Outcome.Exception!).RetryIn),
    };

    private static CircuitBreakerStrategyOptions<QuotaSnapshot> Breaker(QuotaResilienceOptions options, CircuitBreakerStateProvider circuit) => new()
    {
        StateProvider = circuit,
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
