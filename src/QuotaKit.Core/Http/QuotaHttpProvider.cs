using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;

namespace QuotaKit.Http;

/// <summary>A provider whose vendor answers over HTTP. A vendor adds its endpoints, its mapper and the reading of its errors.</summary>
/// <remarks>One pipeline goes around sending, reading and mapping: retry, circuit breaker, time-out.
/// Safe for use by many threads.</remarks>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
public abstract class QuotaHttpProvider<TOptions> : IQuotaProvider, IGatedProvider, IDisposable
    where TOptions : QuotaProviderOptions
{
    private readonly QuotaProviderContext<TOptions> _context;
    private readonly QuotaVendor _vendor;
    private readonly string _account;
    private readonly Uri _baseAddress;
    private readonly RefusalGate _gate;
    private readonly AttemptLimits _limits;
    private readonly Lazy<QuotaPipeline> _pipeline;
    private readonly Func<QuotaDocument, VendorError> _readError;
    private CallSettings _settings;
    private volatile bool _isDisposed;

    /// <summary>Checks the settings and prepares the client.</summary>
    /// <param name="context">The settings and the surroundings.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    protected QuotaHttpProvider(QuotaProviderContext<TOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        var options = context.Options();
        _settings = CallSettings.Create(options);
        _vendor = options.Vendor;
        _account = options.Account;
        Name = QuotaNames.Of(_vendor.Id, _account);
        HttpClient = QuotaHttp.Prepare(context.HttpClient ?? new HttpClient(QuotaHttp.CreateHandler(_settings.Resilience.AttemptTimeout)), options.BaseAddress);
        _baseAddress = options.BaseAddress;
        _gate = new RefusalGate(context.TimeProvider);
        _limits = new AttemptLimits(context.TimeProvider);
        _pipeline = new(() => new QuotaPipeline(_settings.Resilience, context.TimeProvider, AttemptAsync));
        _readError = ReadError;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The client to send with: its address is set, its time-out is infinite because the pipeline owns time.</summary>
    protected HttpClient HttpClient { get; }

    /// <summary>The settings in force.</summary>
    protected TOptions Options => (TOptions)_settings.Options;

    /// <summary>The endpoint to ask first.</summary>
    protected abstract QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => GetQuotaAsync(asksAnyway: false, cancellationToken);

    /// <inheritdoc/>
    Task<QuotaSnapshot> IGatedProvider.GetQuotaAnywayAsync(CancellationToken cancellationToken) => GetQuotaAsync(asksAnyway: true, cancellationToken);

    /// <summary>Ends the provider: further calls fail. Its own client is closed, with the calls under way; one that was given to it is not.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_context.HttpClient is null)
            HttpClient.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the vendor says about its own refusal.</summary>
    /// <param name="answer">The answer, with a status of 400 or above. Its Root is empty when the body was no JSON object.</param>
    protected abstract VendorError ReadError(QuotaDocument answer);

    /// <summary>The endpoint to ask instead, within the same attempt; null to take the refusal as it is.</summary>
    /// <param name="refusedBy">The endpoint that was asked.</param>
    /// <param name="status">The HTTP status that it answered with: 404 or 410.</param>
    protected virtual QuotaEndpoint? FallBack(QuotaEndpoint refusedBy, int status) => null;

    private async Task<QuotaSnapshot> GetQuotaAsync(bool asksAnyway, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var call = new QuotaCall(CurrentSettings(), _context.TimeProvider.GetTimestamp());
        if (_gate.Check(call.Settings, asksAnyway) is { } tooEarly)
            throw tooEarly;

        var outcome = await _pipeline.Value.ExecuteAsync(call, cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is { } exception)
            throw Finish(exception, call, cancellationToken);
        _gate.Accepted(call.Settings);
        QuotaLog.Succeeded(_context.Logger, Name, outcome.Result!.Status, call.Attempts, Elapsed(call).TotalMilliseconds);
        return outcome.Result;
    }

    private CallSettings CurrentSettings()
    {
        var options = _context.Options();
        var settings = _settings;
        if (settings.AreOf(options))
            return settings;

        // The key that comes with another address is meant for that address, and not for the one that the client has.
        if (options.BaseAddress != _baseAddress)
            throw new QuotaConfigurationException(_vendor.Id, $"{Name}: BaseAddress has changed; it is read once. Create the provider anew.") { Account = _account };
        return _settings = CallSettings.Create(options);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<QuotaSnapshot>> AttemptAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        var limit = _limits.Rent(TimeForAttempt(call));
        var link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            return Outcome.FromResult(await AskAsync(call, limit.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not QuotaException && cancellationToken.IsCancellationRequested)
        {
            // A handler may report the connection that was broken off because we gave up; that is still our giving up.
            return Outcome.FromException<QuotaSnapshot>(
                e as OperationCanceledException ?? new OperationCanceledException(null, call.Settings.Scrubber.Scrub(e), cancellationToken));
        }
        catch (Exception e)
        {
            var error = e as QuotaException ?? (limit.IsCancellationRequested ? TimedOut(call) : Unreachable(e, call));
            call.LastError = error;
            error.RetryIn = RetryIn(error, call);
            return Outcome.FromException<QuotaSnapshot>(error);
        }
        finally
        {
            // Not cancelled any more from here on, and only then given to another attempt.
            link.Dispose();
            _limits.Return(limit);
        }
    }

    /// <summary>How long an attempt may take; the last one has what is left of the call.</summary>
    private TimeSpan TimeForAttempt(QuotaCall call)
    {
        var resilience = call.Settings.Resilience;
        var left = resilience.TotalTimeout - Elapsed(call);
        return left < resilience.AttemptTimeout ? left : resilience.AttemptTimeout;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<QuotaSnapshot> AskAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        var endpoint = call.FallBack ?? Endpoint;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            call.Attempts++;
            var sentAt = _context.TimeProvider.GetUtcNow();
            using var response = await endpoint.Send(call.Settings.Key, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (status is 404 or 410 && FallBack(endpoint, status) is { } other)
            {
                endpoint = call.FallBack = other;
                continue;
            }

            return await QuotaAnswer.ReadAsync(
                response, endpoint, _readError, call.Settings, sentAt, _context.TimeProvider.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How long to wait before the next attempt; null when there is to be none, because it would not help or not be in time.</summary>
    private TimeSpan? RetryIn(QuotaException error, QuotaCall call)
    {
        var resilience = call.Settings.Resilience;
        if (!error.IsTransient || call.Attempts >= resilience.MaxAttempts || _isDisposed)
            return null;
        var wait = RetryBackoff.Next(resilience, call.Attempts, error.RetryAfter, Random.Shared.NextDouble());
        if (Elapsed(call) + wait >= resilience.TotalTimeout)
            return null;
        QuotaLog.Retrying(_context.Logger, call.Attempts, Name, error.Kind, wait.TotalMilliseconds);
        return wait;
    }

    private Exception Finish(Exception exception, QuotaCall call, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(exception.Message, exception, cancellationToken);
        if (_isDisposed)
            return new ObjectDisposedException(GetType().FullName, exception);

        var error = exception switch
        {
            QuotaException known => known,
            // Opened by this very call: what it failed with says more.
            BrokenCircuitException when call is { Attempts: > 0, LastError: { } last } => last,
            BrokenCircuitException broken => CircuitOpen(broken, call),
            _ => Unreachable(exception, call),
        };
        error.Attempts = call.Attempts;
        _gate.Note(error, call.Settings);
        QuotaLog.Failed(_context.Logger, Name, error.Kind, error.StatusCode, error.VendorCode, error.RequestId, error.Attempts);
        return error;
    }

    private QuotaException TimedOut(QuotaCall call)
    {
        var last = call.LastError is { Kind: not QuotaErrorKind.Timeout } error ? $" The last answer before that: {error.Message}" : "";
        return Error(QuotaErrorKind.Timeout, FormattableString.Invariant($"gave no answer within {Elapsed(call).TotalSeconds:0.#} s.") + last, call.LastError);
    }

    private QuotaException CircuitOpen(BrokenCircuitException broken, QuotaCall call)
    {
        var until = _context.TimeProvider.GetUtcNow() + (broken.RetryAfter ?? TimeSpan.Zero);
        return Error(
            QuotaErrorKind.Unavailable, FormattableString.Invariant($"failed too often; it is not asked again until {until:HH:mm:ss 'UTC'}."), call.LastError, broken.RetryAfter);
    }

    private QuotaException Unreachable(Exception exception, QuotaCall call)
    {
        var (kind, isTransient, what) = TransportErrors.Classify(exception)
            ?? (QuotaErrorKind.Network, false, $"could not be asked: {exception.GetType().Name}");
        return Error(kind, $"at {HttpClient.BaseAddress!.Host} {what}.", call.Settings.Scrubber.Scrub(exception), isTransient: isTransient);
    }

    private QuotaException Error(
        QuotaErrorKind kind, string what, Exception? innerException, TimeSpan? retryAfter = null, bool isTransient = true) =>
        new(kind, _vendor.Id, $"{_vendor.DisplayName} {what}", innerException)
        {
            Account = _account,
            RetryAfter = retryAfter,
            IsTransient = isTransient,
        };

    private TimeSpan Elapsed(QuotaCall call) => _context.TimeProvider.GetElapsedTime(call.StartedAt);
}
