using System.Collections.Immutable;
using System.Globalization;

namespace QuotaKit.Tests.Shared;

/// <summary>One balance of a ledger for one client at a time, while no lease ends and no answer arrives. A step returns another one.</summary>
/// <param name="Granted">The amount that the vendor's answer has.</param>
internal sealed record SequentialLedger(decimal Granted)
{
    private ImmutableSortedDictionary<string, (char State, decimal Amount)> Holds { get; init; } =
        ImmutableSortedDictionary.Create<string, (char State, decimal Amount)>(StringComparer.Ordinal);

    /// <summary>Two states with this text are the same.</summary>
    public string Key => string.Join(';', Holds.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Key}{h.Value.State}{h.Value.Amount}")));

    /// <summary>Returns the state after a call; null when the call cannot have had its outcome in this state.</summary>
    public SequentialLedger? After(LedgerEvent call)
    {
        var known = Holds.TryGetValue(call.Id, out var hold) ? hold : ('-', 0m);
        var (outcome, next) = call.Call switch
        {
            LedgerEventCall.Reserve => Reserve(call, known),
            LedgerEventCall.Commit => Commit(call, known),
            LedgerEventCall.Release => Release(call, known),
            _ => (call.Seen == (Sum('H'), Sum('C')) ? LedgerOutcome.Done : LedgerOutcome.Conflict, this),
        };
        return outcome == call.Outcome ? next : null;
    }

    private (LedgerOutcome Outcome, SequentialLedger Next) Reserve(LedgerEvent call, (char State, decimal Amount) known) => known.State switch
    {
        'H' when known.Amount == call.Amount => (LedgerOutcome.Done, this),
        'H' or 'C' or 'R' => (LedgerOutcome.Conflict, this),
        // All calls of an id are copies of one attempt.
        'D' => (LedgerOutcome.Denied, this),
        _ when Sum('H') + Sum('C') + call.Amount <= Granted => (LedgerOutcome.Done, With(call.Id, 'H', call.Amount)),
        _ => (LedgerOutcome.Denied, With(call.Id, 'D', 0)),
    };

    private (LedgerOutcome Outcome, SequentialLedger Next) Commit(LedgerEvent call, (char State, decimal Amount) known) => known.State == 'C'
        ? (known.Amount == call.Amount ? LedgerOutcome.Done : LedgerOutcome.Conflict, this)
        : (LedgerOutcome.Done, With(call.Id, 'C', call.Amount));

    private (LedgerOutcome Outcome, SequentialLedger Next) Release(LedgerEvent call, (char State, decimal Amount) known) => known.State switch
    {
        'C' => (LedgerOutcome.Conflict, this),
        'D' or 'R' => (LedgerOutcome.Done, this),
        _ => (LedgerOutcome.Done, With(call.Id, 'R', 0)),
    };

    private decimal Sum(char state) => Holds.Values.Where(h => h.State == state).Sum(h => h.Amount);

    private SequentialLedger With(string id, char state, decimal amount) => this with { Holds = Holds.SetItem(id, (state, amount / 1.0000000000m)) };
}
