using System.Text;
using QuotaKit.Fuzz.Tests.Checks;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Runs cases one after the other through a provider whose calls never leave their thread.</summary>
internal sealed class FuzzWorker(FuzzTarget target)
{
    private static readonly DateTimeOffset _now = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    // One attempt, and no circuit that opens: what is looked at here is what an answer is taken for.
    private static readonly QuotaResilienceOptions _once = new() { MaxAttempts = 1, BreakAfterFailures = int.MaxValue };

    private IQuotaProvider? _provider;
    private FuzzCase? _answer;
    private int _requests;

    /// <summary>Runs the case and looks at what comes out. Throws when that is not right.</summary>
    /// <returns>Whether a snapshot came out.</returns>
    public bool Run(FuzzCase answer)
    {
        _provider ??= target.Create(new CannedHandler(Next), _once, new FakeClock(_now));
        (_answer, _requests) = (answer, 0);
        try
        {
            var call = _provider.GetQuotaAsync(CancellationToken.None);
            Assert.True(call.IsCompleted, "The call left its thread.");
            SnapshotChecks.Check(target, answer, call.GetAwaiter().GetResult(), _now);
            return true;
        }
        catch (QuotaException e)
        {
            ErrorChecks.Check(target, answer, e, _requests);
            // After these a provider asks no more for a while.
            if (e.Kind is QuotaErrorKind.Throttled or QuotaErrorKind.Unauthorized || e is { Kind: QuotaErrorKind.Unavailable, RetryAfter: not null })
                _provider = null;
            return false;
        }
    }

    /// <summary>The snapshot of a document that must become one.</summary>
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
