namespace QuotaKit;

/// <summary>The outcomes of a call to a ledger.</summary>
public enum LedgerOutcome
{
    /// <summary>The call did what it was asked to, or found it done by an earlier copy of the call.</summary>
    Done,

    /// <summary>The amounts are not held; <see cref="LedgerDecision.Lack"/> says why.</summary>
    Denied,

    /// <summary>The decision needs a newer answer from the vendor of the spend in <see cref="LedgerDecision.Lack"/>. Nothing was recorded.</summary>
    AnswerNeeded,

    /// <summary>The reservation's state does not allow the call. <see cref="LedgerDecision.Hold"/> is that reservation; null when the id is unknown.</summary>
    Conflict,
}
