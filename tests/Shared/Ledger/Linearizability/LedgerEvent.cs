namespace QuotaKit.Tests.Shared;

/// <summary>One call of a recorded history, with the moments at which it began and returned.</summary>
/// <param name="Begun">The moment of the call; all moments of a history are different.</param>
/// <param name="Returned">The moment of the return.</param>
/// <param name="Call">The call.</param>
/// <param name="Id">The reservation; empty when the call is about none.</param>
/// <param name="Amount">The amount of the call: to reserve, spent, or left in an answer.</param>
/// <param name="Outcome">The outcome that the caller saw.</param>
/// <param name="Seen">What a position showed: held and spent. Null for other calls.</param>
internal sealed record LedgerEvent(
    long Begun, long Returned, LedgerEventCall Call, string Id, decimal Amount, LedgerOutcome Outcome, (decimal Held, decimal Spent)? Seen = null);
