namespace QuotaKit.Tests.Shared;

/// <summary>The calls of a recorded history.</summary>
internal enum LedgerEventCall
{
    Reserve,
    Commit,
    Release,
    Position,
}
