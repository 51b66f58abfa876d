namespace QuotaKit.Tests.Shared;

/// <summary>The calls of the contract's table of calls and states.</summary>
public enum LedgerCall
{
    Reserve,
    ReserveNewer,
    ReserveOther,
    Commit,
    CommitOther,
    Release,
    ReleaseEarlier,
    Renew,
    Withdraw,
    WithdrawOther,
}
