namespace QuotaKit.Sqlite.Worker;

/// <summary>The clock of a machine whose time is wrong.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
