using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Polly;

namespace QuotaKit.Http;

/// <summary>The part of <see cref="QuotaHttpProvider{TOptions}"/> that does not depend on the options' type. Derive from that one.</summary>
/// <remarks>Not generic: shared generic code looks up types at run time, which would slow down each call.</remarks>
public abstract class QuotaHttpProvider : IQuotaProvider, IKnowsSettlementLag, IHasKey, IDisposable
{
    private readonly ProviderSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly bool _ownsClient;
    private readonly CallErrors _errors;
    private readonly RefusalGate _gate;
    private readonly TimeoutSourcePool _timeouts;
    private readonly QuotaRequest _request;
    private QuotaPipeline? _pipeline;
    private volatile bool _isDisposed;

    private protected QuotaHttpProvider(Func<QuotaProviderOptions> currentOptions, HttpClient? client, TimeProvider clock, ILogger logger)
    {
        _settings = new ProviderSettings(currentOptions);
        (_clock, _logger, _ownsClient) = (clock, logger, client is null);
        var options = CurrentOptions;
        Name = QuotaNames.Of(options.Vendor.Id, options.Account);
        HttpClient = QuotaHttp.Prepare(client ?? new HttpClient(QuotaHttp.CreateHandler(options.Resilience.AttemptTimeout)), options.BaseAddress);
        _errors = new CallErrors(options.Vendor, options.Account, options.BaseAddress, clock);
        _gate = new RefusalGate(clock);
        _timeouts = new TimeoutSourcePool(clock);
        _request = new QuotaRequest(() => Endpoint, FallBack, ReadError, clock);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The client to send with. Its address is set; its timeout is infinite, because the provider limits the time itself.</summary>
    protected HttpClient HttpClient { get; }

    /// <summary>The endpoint to send the first request to.</summary>
    protected abstract QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var call = new QuotaCall(_settings.Refresh(), _clock.GetTimestamp());
        // The override flows here from a reader with MaxAge 0, through decorators that do not know it.
        if (_gate.Check(call.Settings, GateOverride.IsSet) is { } blocked)
            throw blocked;

        // Calls AttemptAsync, and again after each failure that may be retried, unless the circuit is open.
        var outcome = await Pipeline().RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is { } exception)
            throw Failed(exception, call, cancellationToken);
        return Succeeded(outcome.Result!, call);
    }

    TimeSpan? IKnowsSettlementLag.SettlementLagOf(string account) => CurrentOptions.Vendor.SettlementLag;

    KeyIdentity? IHasKey.KeyIdentity =>
        _settings.Current is { Key.Length: > 0 } current ? new(current.Options.Vendor.Id, current.Options.BaseAddress, current.Key) : null;

    /// <summary>Stops the provider: all further calls fail. A client that the provider has created is disposed, which ends the calls in progress;
    /// a client that was passed in is not.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_ownsClient)
            HttpClient.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the vendor's error from a response.</summary>
    /// <param name="response">A response with an error status, 400 or above. Redirects and successful responses that are not JSON are passed too;
    /// for those only the kind <see cref="QuotaErrorKind.Retired"/> is used. Root is empty when the body is not a JSON object.</param>
    protected abstract VendorError ReadError(QuotaDocument response);

    /// <summary>Returns the endpoint to try next in the same attempt; null, the default, to report the failure.</summary>
    /// <remarks>If that endpoint fails too, its error is reported. If that error is <see cref="QuotaErrorKind.Retired"/>, the first error is reported
    /// instead.</remarks>
    /// <param name="endpoint">The endpoint that failed.</param>
    /// <param name="failure">The error that it failed with.</param>
    protected virtual QuotaEndpoint? FallBack(QuotaEndpoint endpoint, QuotaException failure) => null;

    /// <summary>The options of the latest call.</summary>
    private protected QuotaProviderOptions CurrentOptions => _settings.Current.Options;

    // Resilience is read once: a new pipeline would forget what the circuit breaker has seen.
    private QuotaPipeline Pipeline() => _pipeline ??
        LazyInitializer.EnsureInitialized(ref _pipeline, () => new QuotaPipeline(CurrentOptions.Resilience, _clock, AttemptAsync));

    /// <summary>Makes one attempt: a request, and a second one to the fallback endpoint if there is one. Both share one timeout. A failure is a
    /// <see cref="QuotaException"/> whose RetryIn is the wait before the next attempt.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<QuotaSnapshot>> AttemptAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        var timeout = _timeouts.Rent(Pipeline().TimeForAttempt(call));
        var link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            return Outcome.FromResult(await _request.SendAsync(call, timeout.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not QuotaException && cancellationToken.IsCancellationRequested)
        {
            // A handler may report the connection that was closed because of the cancellation. It counts as cancellation all the same.
            return Outcome.FromException<QuotaSnapshot>(
                e as OperationCanceledException ?? new OperationCanceledException(null, call.Settings.Scrubber.Scrub(e), cancellationToken));
        }
        catch (Exception e)
        {
            var error = e as QuotaException ?? (timeout.IsCancellationRequested ? _errors.TimedOut(call) : _errors.Unreachable(e, call));
            call.LastError = error;
            // Polly reads this in QuotaPipeline, to decide whether and when to retry.
            error.RetryIn = PlanRetry(error, call);
            return Outcome.FromException<QuotaSnapshot>(error);
        }
        finally
        {
            // Unlinked first, so that a late cancellation cannot reach the attempt that gets this timeout next.
            link.Dispose();
            _timeouts.Return(timeout);
        }
    }

    private TimeSpan? PlanRetry(QuotaException error, QuotaCall call)
    {
        if (_isDisposed || Pipeline().RetryIn(error, call) is not { } wait)
            return null;
        QuotaLog.Retrying(_logger, call.Attempts, Name, error.Kind, wait.TotalMilliseconds);
        return wait;
    }

    private QuotaSnapshot Succeeded(QuotaSnapshot snapshot, QuotaCall call)
    {
        _gate.Accepted(call.Settings);
        if (_logger.IsEnabled(LogLevel.Debug))
            QuotaLog.Succeeded(_logger, Name, snapshot.Status, call.Attempts, _clock.GetElapsedTime(call.StartedAt).TotalMilliseconds);
        return snapshot;
    }

    private Exception Failed(Exception exception, QuotaCall call, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(exception.Message, exception, cancellationToken);
        if (_isDisposed)
            return new ObjectDisposedException(GetType().FullName, exception);

        var error = _errors.Of(exception, call);
        error.Attempts = call.Attempts;
        _gate.Note(error, call.Settings);
        QuotaLog.Failed(_logger, Name, error.Kind, error.StatusCode, error.VendorCode, error.RequestId, error.Attempts);
        return error;
    }
}
