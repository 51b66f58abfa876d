using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace QuotaKit.Http;

/// <summary>The one pipeline around a call: retry, and a circuit breaker around each attempt, which limits its own time.</summary>
internal sealed class QuotaPipeline
{
    private static readonly TimeSpan _breakerWindow = TimeSpan.FromMinutes(1);
    private const double BreakerFailureRatio = 0.9;

    private readonly Lazy<(ResiliencePipeline<QuotaSnapshot> Retry, ResiliencePipeline<QuotaSnapshot> Breaker)> _strategies;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> _attempt;

    public QuotaPipeline(
        QuotaResilienceOptions options, TimeProvider clock, Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> attempt)
    {
        Options = options;
        _attempt = attempt;
        _strategies = new(() =>
        {
            var steady = new SteadyTime(clock);
            return (Build(b => options.MaxAttempts > 1 ? b.AddRetry(Retry(options)) : b), Build(b => b.AddCircuitBreaker(Breaker(options, _circuit))));

            ResiliencePipeline<QuotaSnapshot> Build(Func<ResiliencePipelineBuilder<QuotaSnapshot>, ResiliencePipelineBuilder<QuotaSnapshot>> add) =>
                add(new ResiliencePipelineBuilder<QuotaSnapshot> { TimeProvider = steady }).Build();
        });
    }

    /// <summary>The options that it was built with.</summary>
    public QuotaResilienceOptions Options { get; }

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
            var outcome = await _strategies.Value.Retry.ExecuteOutcomeAsync(
                static (context, state) => state.Pipeline.WithinCircuitAsync(state.Call, context), context, (Pipeline: this, Call: call)).ConfigureAwait(false);
            // They did not look at a good answer when the caller has given up meanwhile.
            return call.TakeAhead() is { Exception: null } good ? good : outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<Outcome<QuotaSnapshot>> WithinCircuitAsync(QuotaCall call, ResilienceContext context)
    {
        // Not for a circuit that others have opened meanwhile: what happened before says nothing about whether the vendor is back.
        if (call.Ahead is not null && !IsOpenToAll)
            return ValueTask.FromResult(call.TakeAhead()!.Value);
        return _strategies.Value.Breaker.ExecuteOutcomeAsync(
            static (context, state) => state.Call.TakeAhead() is { } ahead
                ? ValueTask.FromResult(ahead)
                : state.Attempt(state.Call, context.CancellationToken),
            context, (Attempt: _attempt, Call: call));
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
