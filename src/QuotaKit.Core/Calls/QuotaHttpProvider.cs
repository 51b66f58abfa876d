using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace QuotaKit.Http;

/// <summary>What every provider does whose vendor answers over HTTP. Derive from <see cref="QuotaHttpProvider{TOptions}"/>.</summary>
/// <remarks>Not generic, because the runtime looks types up all the time in what is.</remarks>
public abstract class QuotaHttpProvider : IQuotaProvider, IDisposable
{
    private readonly Func<QuotaProviderOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly bool _ownsClient;
    private readonly Uri _baseAddress;
    private readonly CallErrors _errors;
    private readonly RefusalGate _gate;
    private readonly TimeoutSourcePool _limits;
    private readonly Func<QuotaDocument, VendorError> _readError;
    private CallSettings _settings;
    private QuotaPipeline? _pipeline;
    private volatile bool _isDisposed;

    private protected QuotaHttpProvider(Func<QuotaProviderOptions> currentOptions, HttpClient? client, TimeProvider clock, ILogger logger)
    {
        (_options, _clock, _logger, _ownsClient) = (currentOptions, clock, logger, client is null);
        _settings = CallSettings.Create(currentOptions());
        var options = _settings.Options;
        Name = QuotaNames.Of(options.Vendor.Id, options.Account);
        HttpClient = QuotaHttp.Prepare(client ?? new HttpClient(QuotaHttp.CreateHandler(_settings.Resilience.AttemptTimeout)), options.BaseAddress);
        _baseAddress = options.BaseAddress;
        _errors = new CallErrors(options.Vendor, options.Account, _baseAddress, clock);
        _gate = new RefusalGate(clock);
        _limits = new TimeoutSourcePool(clock);
        _readError = ReadError;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The client to send with: its address is set, its time-out is infinite because the pipeline owns time.</summary>
    protected HttpClient HttpClient { get; }

    /// <summary>The endpoint to ask first.</summary>
    protected abstract QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => GetQuotaAsync(GateOverride.IsSet, cancellationToken);

    /// <summary>Ends the provider: further calls fail. Its own client is closed, with the calls under way; one that was given to it is not.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_ownsClient)
            HttpClient.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the vendor says about its own refusal.</summary>
    /// <param name="answer">The answer: one with a status of 300 or above, or one with a status of 200 that is not JSON, where only the kind
    /// <see cref="QuotaErrorKind.Retired"/> counts. Its Root is empty when the body was no JSON object.</param>
    protected abstract VendorError ReadError(QuotaDocument answer);

    /// <summary>The endpoint to ask instead, within the same attempt; null to take the error as it is. When that one fails too, its error is
    /// the call's, unless it is <see cref="QuotaErrorKind.Retired"/>.</summary>
    /// <param name="endpoint">The endpoint that was asked.</param>
    /// <param name="failure">The error that its response stands for.</param>
    protected virtual QuotaEndpoint? FallBack(QuotaEndpoint endpoint, QuotaException failure) => null;

    /// <summary>The settings in force.</summary>
    private protected QuotaProviderOptions CurrentOptions => _settings.Options;

    private async Task<QuotaSnapshot> GetQuotaAsync(bool asksAnyway, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var call = new QuotaCall(CurrentSettings(), _clock.GetTimestamp());
        if (_gate.Check(call.Settings, asksAnyway) is { } tooEarly)
            throw tooEarly;

        var outcome = await Pipeline().RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is { } exception)
            throw Finish(exception, call, cancellationToken);
        _gate.Accepted(call.Settings);
        if (_logger.IsEnabled(LogLevel.Debug))
            QuotaLog.Succeeded(_logger, Name, outcome.Result!.Status, call.Attempts, Elapsed(call).TotalMilliseconds);
        return outcome.Result!;
    }

    private QuotaPipeline Pipeline() => _pipeline ??
        LazyInitializer.EnsureInitialized(ref _pipeline, () => new QuotaPipeline(_settings.Resilience, _clock, AttemptAsync));

    private CallSettings CurrentSettings()
    {
        var options = _options();
        var settings = _settings;
        if (settings.AreOf(options))
            return settings;

        var changed = CallSettings.Create(options);
        // The key that comes with another address is meant for that address, and not for the one that the client has.
        if (changed.Options.BaseAddress != _baseAddress)
            throw ReadOnce(nameof(options.BaseAddress));
        // The numbers of one account must not be taken for another's.
        if (changed.Options.Account != settings.Options.Account)
            throw ReadOnce(nameof(options.Account));
        return _settings = changed;

        QuotaConfigurationException ReadOnce(string setting) =>
            new(settings.Options.Vendor.Id, $"{Name}: {setting} has changed; it is read once. Create the provider anew.") { Account = settings.Options.Account };
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
            var error = e as QuotaException ?? (limit.IsCancellationRequested ? _errors.TimedOut(call) : _errors.Unreachable(e, call));
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
        var resilience = Pipeline().Options;
        if (call.Attempts == 0)
            return resilience.AttemptTimeout;
        var left = resilience.TotalTimeout - Elapsed(call);
        return left < resilience.AttemptTimeout ? left : resilience.AttemptTimeout;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<QuotaSnapshot> AskAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        var endpoint = call.FallBack ?? Endpoint;
        var before = call.FallBack;
        while (true)
        {
            try
            {
                return await AskAsync(endpoint, call, cancellationToken).ConfigureAwait(false);
            }
            catch (QuotaException e) when (call.FallBack is null && FallBack(endpoint, e) is { } other)
            {
                call.LastError = call.FellBackOn = e;
                endpoint = call.FallBack = other;
            }
            catch (QuotaException e) when (call.FellBackOn is { } first && e.Kind == QuotaErrorKind.Retired)
            {
                // That the other version is gone says nothing about the account; the next attempt starts over.
                call.FallBack = before;
                throw first;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<QuotaSnapshot> AskAsync(QuotaEndpoint endpoint, QuotaCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        call.Attempts++;
        var sentAt = _clock.GetUtcNow();
        using var response = await endpoint.Send(call.Settings.Key, cancellationToken).ConfigureAwait(false);
        return await QuotaAnswer.ReadAsync(
            response, endpoint, endpoint.ReadError ?? _readError, call.Settings, sentAt, _clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How long to wait before the next attempt; null when there is to be none, because it would not help or not be in time.</summary>
    private TimeSpan? RetryIn(QuotaException error, QuotaCall call)
    {
        var resilience = Pipeline().Options;
        if (!error.IsTransient || call.Attempts >= resilience.MaxAttempts || _isDisposed)
            return null;
        var wait = RetryBackoff.Next(resilience, call.Attempts, error.RetryAfter, Random.Shared.NextDouble());
        if (Elapsed(call) + wait >= resilience.TotalTimeout)
            return null;
        QuotaLog.Retrying(_logger, call.Attempts, Name, error.Kind, wait.TotalMilliseconds);
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
            BrokenCircuitException broken => _errors.CircuitOpen(broken, call),
            _ => _errors.Unreachable(exception, call),
        };
        error.Attempts = call.Attempts;
        _gate.Note(error, call.Settings);
        QuotaLog.Failed(_logger, Name, error.Kind, error.StatusCode, error.VendorCode, error.RequestId, error.Attempts);
        return error;
    }

    private TimeSpan Elapsed(QuotaCall call) => _clock.GetElapsedTime(call.StartedAt);
}
