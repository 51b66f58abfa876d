using QuotaKit.Http;

namespace QuotaKit.Testing;

/// <summary>One check while it runs: the simulated vendor, the providers under test, and the story for the message of a failure.</summary>
internal sealed class ContractRun : IAsyncDisposable
{
    private readonly string _check;
    private readonly TimeSpan _patience;
    private readonly ContractLog _log = new();
    private readonly List<IDisposable> _disposables = [];
    private readonly List<ContractKey> _keys = [];

    private ContractRun(
        ContractSubject subject, string check, TimeSpan patience, EndpointSimulator vendor, ContractClock vendorClock, CancellationToken cancellationToken)
    {
        (Subject, _check, _patience, Vendor, VendorClock, CancellationToken) = (subject, check, patience, vendor, vendorClock, cancellationToken);
        Vendor.Serve(subject.Path, subject.Document);
    }

    public ContractSubject Subject { get; }

    public EndpointSimulator Vendor { get; }

    /// <summary>The clock of the simulated vendor, which measures its delays.</summary>
    public ContractClock VendorClock { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Describes what the vendor sends, for the message of a failure.</summary>
    public string Sent { get; set; } = "the good document";

    public static async Task<ContractRun> StartAsync(ContractSubject subject, string check, TimeSpan patience, CancellationToken cancellationToken)
    {
        var clock = new ContractClock();
        var vendor = await StartVendorAsync(subject, clock, cancellationToken).ConfigureAwait(false);
        return new ContractRun(subject, check, patience, vendor, clock, cancellationToken);
    }

    /// <summary>Options with no wait before a retry, timeouts that suit a slow machine, and a circuit breaker that never opens.</summary>
    public static QuotaResilienceOptions Resilience() => new()
    {
        BaseDelay = TimeSpan.FromTicks(1),
        MaxDelay = TimeSpan.FromTicks(1),
        AttemptTimeout = TimeSpan.FromMinutes(1),
        TotalTimeout = TimeSpan.FromMinutes(3),
        BreakAfterFailures = int.MaxValue,
    };

    /// <summary>Starts a second server with the vendor's header, such as the target of a redirect.</summary>
    public Task<EndpointSimulator> StartOtherAsync() => StartVendorAsync(Subject, VendorClock, CancellationToken);

    /// <summary>Creates a provider whose key the vendor accepts.</summary>
    public IQuotaProvider Create(ContractKey? key = null, TimeProvider? clock = null, Uri? address = null) => Create(out _, key, clock, address);

    /// <inheritdoc cref="Create(ContractKey?, TimeProvider?, Uri?)"/>
    public IQuotaProvider Create(out QuotaProviderOptions options, ContractKey? key = null, TimeProvider? clock = null, Uri? address = null)
    {
        key ??= ContractKey.Plain();
        options = Subject.CreateOptions(address ?? Vendor.BaseAddress, key.Value);
        Accept(key, options.ApiKey);
        return Create(options, clock);
    }

    /// <summary>Creates a provider with options that a check has changed.</summary>
    public IQuotaProvider Create(QuotaProviderOptions options, TimeProvider? clock = null, HttpClient? client = null)
    {
        var provider = Subject.CreateProvider(options, clock ?? TimeProvider.System, _log, client);
        if (provider is IDisposable disposable)
            _disposables.Add(disposable);
        return provider;
    }

    /// <summary>Calls a new provider that makes one attempt, and waits until it reads the body of the response.</summary>
    public async Task<Task<object>> StartReadingAsync(TimeProvider? clock = null, CancellationToken callerToken = default)
    {
        var watch = new BodyWatch();
        var client = new HttpClient(watch);
        var provider = Create(CreateOptionsForOneAttempt(), clock, client);
        // Disposed after the provider, which may still use it.
        _disposables.Add(client);
        var call = CallAsync(provider, callerToken);
        await Task.WhenAny(call, watch.Reading).ConfigureAwait(false);
        if (watch.Reading.IsCompleted)
            return call;
        var actual = call.IsCompletedSuccessfully ? ContractOutcome.Describe(call.Result) : "it did not";
        throw Failure("the provider reads the body, with the HttpClient of its context", actual);
    }

    /// <summary>Creates options whose key the vendor accepts, without retries.</summary>
    public QuotaProviderOptions CreateOptionsForOneAttempt()
    {
        var key = ContractKey.Plain();
        var options = Subject.CreateOptions(Vendor.BaseAddress, key.Value);
        options.Resilience.MaxAttempts = 1;
        Accept(key, options.ApiKey);
        return options;
    }

    /// <summary>Makes the vendor accept a key. Every later call is searched for it.</summary>
    public void Accept(ContractKey key, string value)
    {
        LookFor(key);
        Vendor.Accept(value);
    }

    /// <summary>Searches every later call for a key.</summary>
    public void LookFor(ContractKey key) => _keys.Add(key);

    /// <summary>Calls the provider, and expects a snapshot.</summary>
    public async Task<QuotaSnapshot> ReadAsync(IQuotaProvider provider)
    {
        var outcome = await CallAsync(provider).ConfigureAwait(false);
        return outcome as QuotaSnapshot ?? throw Failure("a snapshot", ContractOutcome.Describe(outcome));
    }

    /// <summary>Calls the provider, and expects an error of one of these kinds.</summary>
    public async Task<QuotaException> FailAsync(IQuotaProvider provider, params QuotaErrorKind[] kinds) =>
        ExpectError(await CallAsync(provider).ConfigureAwait(false), kinds);

    /// <summary>Sends a document. Expects a snapshot, or an error that says that the document is wrong: then the result is null.</summary>
    public async Task<QuotaSnapshot?> MapAsync(IQuotaProvider provider, string document)
    {
        Vendor.Faults.Always(Fault.Body(document));
        var outcome = await CallAsync(provider).ConfigureAwait(false);
        if (outcome is QuotaSnapshot snapshot)
            return snapshot;
        ExpectError(outcome, QuotaErrorKind.Protocol, QuotaErrorKind.Rejected, QuotaErrorKind.TooLarge, QuotaErrorKind.Retired);
        return null;
    }

    public QuotaException ExpectError(object outcome, params QuotaErrorKind[] kinds) =>
        outcome is QuotaException error && kinds.Contains(error.Kind)
            ? error
            : throw Failure($"a QuotaException of kind {string.Join(" or ", kinds)}", ContractOutcome.Describe(outcome));

    public void ExpectRequests(int count)
    {
        if (Vendor.RequestCount != count)
            throw Failure($"{count} request(s) in all", $"the vendor received {Vendor.RequestCount}");
    }

    /// <summary>Calls the provider. The outcome is a <see cref="QuotaSnapshot"/>, a <see cref="QuotaException"/>, or an
    /// <see cref="OperationCanceledException"/> when the caller's token was cancelled.</summary>
    public async Task<object> CallAsync(IQuotaProvider provider, CancellationToken callerToken = default)
    {
        Task<QuotaSnapshot>? call = null;
        object outcome;
        try
        {
            call = provider.GetQuotaAsync(callerToken);
            outcome = await call.WaitAsync(_patience, CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (call is { IsCompleted: false })
        {
            throw Failure("the call ends", $"it had not ended after {_patience.TotalSeconds} s");
        }
        catch (Exception e) when (!CancellationToken.IsCancellationRequested)
        {
            outcome = e;
        }

        var isKnown = outcome is QuotaSnapshot or QuotaException || (outcome is OperationCanceledException && callerToken.IsCancellationRequested);
        if (!isKnown)
            throw Failure("a snapshot or a QuotaException", ContractOutcome.Describe(outcome));
        ThrowIfRevealed(outcome);
        return outcome;
    }

    public async Task WaitForRequestsAsync(int count)
    {
        try
        {
            await Vendor.WaitForRequestsAsync(count, CancellationToken).WaitAsync(_patience, CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Failure($"{count} request(s)", $"the vendor had received {Vendor.RequestCount} after {_patience.TotalSeconds} s");
        }
    }

    /// <summary>Throws when the provider sent a request that the vendor does not serve.</summary>
    public void ThrowIfUnexpected()
    {
        if (Vendor.UnexpectedRequests.Count > 0)
            throw Failure($"only GET /{Subject.Path}", "it sent a request that the vendor does not serve");
    }

    public QuotaContractException Failure(string expected, string actual)
    {
        var unexpected = Vendor.UnexpectedRequests.Select(r => $"\n  The vendor does not serve {r}");
        var message = $"{Subject.Vendor.Id} breaks its contract: {_check}.\n" +
            $"  The vendor sent: {Sent}\n  Expected: {expected}\n  But: {actual}{string.Concat(unexpected)}";
        return new QuotaContractException(_check, _keys.Aggregate(message, (text, key) => key.Mask(text)));
    }

    /// <summary>Throws when the outcome or the log holds a key.</summary>
    public void ThrowIfRevealed(object outcome)
    {
        var isLogged = _log.Texts.Any(IsKeyIn);
        if (isLogged || ContractOutcome.TextsOf(outcome).Any(IsKeyIn))
            throw Failure("the key is nowhere in the outcome or the log", $"it is in {(isLogged ? "the log" : outcome.GetType().Name)}");

        bool IsKeyIn(string? text) => _keys.Exists(k => k.IsIn(text));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in _disposables)
            disposable.Dispose();
        try
        {
            await Vendor.DisposeAsync().ConfigureAwait(false);
        }
        catch (UnexpectedRequestException)
        {
            // The check has reported it.
        }
    }

    private static Task<EndpointSimulator> StartVendorAsync(ContractSubject subject, ContractClock clock, CancellationToken cancellationToken) =>
        EndpointSimulator.StartAsync(
            subject.Vendor.Id, subject.KeyHeader, subject.KeyPrefix, new QuotaSimulatorOptions { TimeProvider = clock }, cancellationToken);
}
