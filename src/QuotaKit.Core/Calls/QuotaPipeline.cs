using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace QuotaKit.Http;

/// <summary>The one pipeline around a call: retry, and a circuit breaker around each attempt, which limits its own time.</summary>
/// <remarks>Polly decides, but does not wait for a first attempt: to wait costs its strategies 768 bytes a call. While the circuit is closed,
/// the first attempt is made here. The breaker is told of a good one, which costs nothing; a bad one is handed to both strategies as the
/// outcome of the attempt that they ask for. Until something first fails, the strategies are not even made, because a process's first
/// call would compile 207 more methods for them: good calls are counted here, and the breaker is then told of those of the last minute.</remarks>
internal sealed class QuotaPipeline
{
    private const double BreakerFailureRatio = 0.9;

    private static readonly TimeSpan _breakerWindow = TimeSpan.FromMinutes(1);

    private readonly Lazy<(ResiliencePipeline<QuotaSnapshot> Retry, ResiliencePipeline<QuotaSnapshot> Breaker)> _strategies;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly GoodCalls _goodCalls;
    private readonly Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> _attempt;

    public QuotaPipeline(
        QuotaResilienceOptions options, TimeProvider clock, Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> attempt)
    {
        Options = options;
        _attempt = attempt;
        _goodCalls = new GoodCalls(clock);
        _strategies = new(() =>
        {
            var steady = new SteadyTime(clock);
            var breaker = Build(b => b.AddCircuitBreaker(Breaker(options, _circuit)));
            foreach (var (ago, count) in _goodCalls.Take())
            {
                steady.Ago = ago;
                for (var call = 0; call < count; call++)
                    TellOfGood(breaker);
            }

            steady.Ago = TimeSpan.Zero;
            return (Build(b => options.MaxAttempts > 1 ? b.AddRetry(Retry(options)) : b), breaker);

            ResiliencePipeline<QuotaSnapshot> Build(Func<ResiliencePipelineBuilder<QuotaSnapshot>, ResiliencePipelineBuilder<QuotaSnapshot>> add) =>
                add(new ResiliencePipelineBuilder<QuotaSnapshot> { TimeProvider = steady }).Build();
        });
    }

    /// <summary>The options that it was built with.</summary>
    public QuotaResilienceOptions Options { get; }

    private bool IsClosed => _circuit.CircuitState == CircuitState.Closed;

    /// <summary>Makes attempts until one is good or no more is to be made.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<QuotaSnapshot>> RunAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        if (!IsClosed)
            return await ExecuteAsync(new Run(this, call, null), cancellationToken).ConfigureAwait(false);
        var first = await _attempt(call, cancellationToken).ConfigureAwait(false);
        if (first.Exception is not null)
            return await ExecuteAsync(new Run(this, call, first), cancellationToken).ConfigureAwait(false);

        if (!_strategies.IsValueCreated)
            _goodCalls.Add();
        else if (IsClosed)
            TellOfGood(_strategies.Value.Breaker);
        return first;
    }

    private async ValueTask<Outcome<QuotaSnapshot>> ExecuteAsync(Run run, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            return await _strategies.Value.Retry.ExecuteOutcomeAsync(static (context, run) => run.AttemptAsync(context), context, run).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static void TellOfGood(ResiliencePipeline<QuotaSnapshot> breaker)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        // An outcome that is there already is weighed at once: there is nothing to wait for.
        var told = breaker.ExecuteOutcomeAsync(static (_, _) => ValueTask.FromResult(default(Outcome<QuotaSnapshot>)), context, 0);
        if (told.IsCompleted)
            ResilienceContextPool.Shared.Return(context);
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

    /// <summary>One call on its way through the strategies, with the outcome of the attempt that was made before them, if one was.</summary>
    private sealed class Run(QuotaPipeline pipeline, QuotaCall call, Outcome<QuotaSnapshot>? first)
    {
        private Outcome<QuotaSnapshot>? _first = first;

        public ValueTask<Outcome<QuotaSnapshot>> AttemptAsync(ResilienceContext context)
        {
            // Not for a circuit that others have opened meanwhile: what happened before says nothing about whether the vendor is back.
            return _first is not null && !pipeline.IsClosed
                ? ValueTask.FromResult(TakeFirst()!.Value)
                : pipeline._strategies.Value.Breaker.ExecuteOutcomeAsync(
                    static (context, run) => run.TakeFirst() is { } first ? ValueTask.FromResult(first) : run.SendAsync(context.CancellationToken), context, this);
        }

        private ValueTask<Outcome<QuotaSnapshot>> SendAsync(CancellationToken cancellationToken) => pipeline._attempt(call, cancellationToken);

        private Outcome<QuotaSnapshot>? TakeFirst()
        {
            var first = _first;
            _first = null;
            return first;
        }
    }
}
