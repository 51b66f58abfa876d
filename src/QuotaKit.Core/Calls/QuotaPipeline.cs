using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace QuotaKit.Http;

/// <summary>Runs the attempts of a call: Polly retries failed ones, and its circuit breaker counts the outcome of each.</summary>
/// <remarks>
/// <para>Most calls succeed at once, and awaiting an attempt inside Polly costs 768 bytes. Therefore, while the circuit is closed, the first
/// attempt runs outside Polly, and Polly is told its outcome: a success is reported to the breaker, which allocates nothing; a failure is handed
/// to both strategies as the outcome of the first attempt that they start.</para>
/// <para>The strategies are created at the first failure, because creating them compiles 207 more methods during the process's first call. Until
/// then <see cref="GoodCalls"/> counts the successes, and the new breaker is told of those of the last minute.</para>
/// </remarks>
internal sealed class QuotaPipeline
{
    private const double BreakerFailureRatio = 0.9;

    private static readonly TimeSpan _breakerWindow = TimeSpan.FromMinutes(1);

    private readonly QuotaResilienceOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lazy<(ResiliencePipeline<QuotaSnapshot> Retry, ResiliencePipeline<QuotaSnapshot> Breaker)> _strategies;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly GoodCalls _goodCalls;
    private readonly Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> _attempt;

    public QuotaPipeline(
        QuotaResilienceOptions options, TimeProvider clock, Func<QuotaCall, CancellationToken, ValueTask<Outcome<QuotaSnapshot>>> attempt)
    {
        (_options, _clock, _attempt) = (options, clock, attempt);
        _goodCalls = new GoodCalls(clock);
        _strategies = new(() =>
        {
            var steady = new SteadyTime(clock);
            var breaker = Build(b => b.AddCircuitBreaker(Breaker(options, _circuit)));
            foreach (var (ago, count) in _goodCalls.Take())
            {
                steady.Ago = ago;
                for (var call = 0; call < count; call++)
                    ReportSuccess(breaker);
            }

            steady.Ago = TimeSpan.Zero;
            return (Build(b => options.MaxAttempts > 1 ? b.AddRetry(Retry(options)) : b), breaker);

            ResiliencePipeline<QuotaSnapshot> Build(Func<ResiliencePipelineBuilder<QuotaSnapshot>, ResiliencePipelineBuilder<QuotaSnapshot>> add) =>
                add(new ResiliencePipelineBuilder<QuotaSnapshot> { TimeProvider = steady }).Build();
        });
    }

    private bool IsClosed => _circuit.CircuitState == CircuitState.Closed;

    /// <summary>Makes attempts until one succeeds or none is left.</summary>
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
            ReportSuccess(_strategies.Value.Breaker);
        return first;
    }

    /// <summary>The timeout of the next attempt: AttemptTimeout, or the rest of TotalTimeout if that is shorter.</summary>
    public TimeSpan TimeForAttempt(QuotaCall call)
    {
        if (call.Attempts == 0)
            return _options.AttemptTimeout;
        var left = _options.TotalTimeout - _clock.GetElapsedTime(call.StartedAt);
        return left < _options.AttemptTimeout ? left : _options.AttemptTimeout;
    }

    /// <summary>The wait before the next attempt; null when a retry would not help, or would start after TotalTimeout.</summary>
    public TimeSpan? RetryIn(QuotaException error, QuotaCall call)
    {
        if (!error.IsTransient || call.Attempts >= _options.MaxAttempts)
            return null;
        var wait = RetryBackoff.Next(_options, call.Attempts, error.RetryAfter, Random.Shared.NextDouble());
        return _clock.GetElapsedTime(call.StartedAt) + wait < _options.TotalTimeout ? wait : null;
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

    private static void ReportSuccess(ResiliencePipeline<QuotaSnapshot> breaker)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        // The breaker counts an outcome that is already known before it returns, so there is nothing to await.
        var reported = breaker.ExecuteOutcomeAsync(static (_, _) => ValueTask.FromResult(default(Outcome<QuotaSnapshot>)), context, 0);
        if (reported.IsCompleted)
            ResilienceContextPool.Shared.Return(context);
    }

    private static RetryStrategyOptions<QuotaSnapshot> Retry(QuotaResilienceOptions options) => new()
    {
        MaxRetryAttempts = options.MaxAttempts - 1,
        // Each failed attempt has set RetryIn, from the method of that name.
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
        // 401 or 429 show that the vendor is up. Only failures to respond count towards opening the circuit.
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception is QuotaException
        {
            IsTransient: true, Kind: QuotaErrorKind.Unavailable or QuotaErrorKind.Network or QuotaErrorKind.Timeout or QuotaErrorKind.Protocol
        }),
    };

    /// <summary>One call on its way through the strategies.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="call">The call.</param>
    /// <param name="first">The outcome of the attempt that was made outside Polly; null if there was none.</param>
    private sealed class Run(QuotaPipeline pipeline, QuotaCall call, Outcome<QuotaSnapshot>? first)
    {
        private Outcome<QuotaSnapshot>? _first = first;

        public ValueTask<Outcome<QuotaSnapshot>> AttemptAsync(ResilienceContext context)
        {
            // Other calls may have opened the circuit since. This older outcome is not reported then: a half-open circuit would take it for
            // the outcome of its trial call.
            return _first is not null && !pipeline.IsClosed
                ? ValueTask.FromResult(TakeFirst()!.Value)
                : pipeline._strategies.Value.Breaker.ExecuteOutcomeAsync(
                    static (context, run) => run.TakeFirst() is { } first ? ValueTask.FromResult(first) : run.SendAsync(context.CancellationToken),
                    context,
                    this);
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
