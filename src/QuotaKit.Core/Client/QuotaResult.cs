using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace QuotaKit;

/// <summary>The result of reading one account: a snapshot or an error.</summary>
public sealed record QuotaResult
{
    private QuotaResult(string name) => (Provider, Account) = QuotaNames.Split(name);

    /// <summary>The vendor's id: <c>"heygen"</c>.</summary>
    public string Provider { get; }

    /// <summary>The account's own name: <c>"default"</c>, <c>"team-a"</c>.</summary>
    public string Account { get; }

    /// <summary>The account's full name, as in <see cref="IQuotaClient.Accounts"/>: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    public string Name => QuotaNames.Of(Provider, Account);

    /// <summary>The snapshot; null when the read failed.</summary>
    public QuotaSnapshot? Snapshot { get; private init; }

    /// <summary>The error; null when the read succeeded.</summary>
    public QuotaException? Error { get; private init; }

    /// <summary>Whether the read succeeded.</summary>
    [MemberNotNullWhen(true, nameof(Snapshot))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Snapshot is not null;

    /// <summary>Returns <see cref="Snapshot"/>, or throws <see cref="Error"/>.</summary>
    /// <exception cref="QuotaException">The read failed.</exception>
    public QuotaSnapshot GetSnapshotOrThrow()
    {
        if (!IsSuccess)
            ExceptionDispatchInfo.Throw(Error);
        return Snapshot;
    }

    /// <summary>Describes the result on one line: the snapshot, or the error's kind and message.</summary>
    public override string ToString()
    {
        if (IsSuccess)
            return Snapshot.ToString();
        // Messages about settings begin with the account's name already.
        var message = Error.Message.StartsWith(Name + ": ", StringComparison.Ordinal) ? Error.Message[(Name.Length + 2)..] : Error.Message;
        return $"{Name}: {Error.Kind}: {message}";
    }

    internal static QuotaResult Of(string name, QuotaSnapshot snapshot) => new(name) { Snapshot = snapshot };

    internal static QuotaResult Of(string name, QuotaException error) => new(name) { Error = error };
}
