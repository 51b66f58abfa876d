using System.Text;
using QuotaKit.Fuzz.Tests.Checks;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Runs cases one after another through a provider whose calls complete synchronously.</summary>
internal sealed class FuzzWorker(FuzzTarget target)
{
    private static readonly DateTimeOffset _now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    // One attempt, and a circuit that never opens: these tests look at the result of a single response.
    private static readonly QuotaResilienceOptions _once = new() { MaxAttempts = 1, BreakAfterFailures = int.MaxValue };

    private IQuotaProvider? _provider;
    private FuzzCase? _answer;
    private int _requests;

    /// <summary>Sends the response through a call and checks the snapshot or error. Throws if a check fails.</summary>
    /// <returns>True if the call returned a snapshot, false if it threw an error.</returns>
    public bool Run(FuzzCase answer)
    {
        _provider ??= target.Create(new CannedHandler(Next), _once, new FakeClock(_now));
        (_answer, _requests) = (answer, 0);
        try
        {
            var call = _provider.GetQuotaAsync(CancellationToken.None);
            Assert.True(call.IsCompleted, "The call did not complete synchronously.");
            SnapshotChecks.Check(target, answer, call.GetAwaiter().GetResult(), _now);
            return true;
        }
        catch (QuotaException e)
        {
            ErrorChecks.Check(target, answer, e, _requests);
            // After these errors the provider's next calls fail locally, so the next case needs a new one.
            if (e.Kind is QuotaErrorKind.Throttled or QuotaErrorKind.Unauthorized || e is { Kind: QuotaErrorKind.Unavailable, RetryAfter: not null })
                _provider = null;
            return false;
        }
    }

    /// <summary>Returns the snapshot of a valid document.</summary>
    public QuotaSnapshot Map(string json)
    {
        _provider ??= target.Create(new CannedHandler(Next), _once, new FakeClock(_now));
        _answer = new FuzzCase(200, Encoding.UTF8.GetBytes(json), "application/json", []);
        return _provider.GetQuotaAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    private FuzzCase Next()
    {
        _requests++;
        return _answer!;
    }
}
