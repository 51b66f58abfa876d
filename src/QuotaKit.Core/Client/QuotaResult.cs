using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace QuotaKit;

/// <summary>What came of reading one account: a snapshot or an error.</summary>
public sealed record QuotaResult
{
    private QuotaResult(string name) => (Provider, Account) = QuotaNames.Split(name);

    /// <summary>The vendor's id: <c>"heygen"</c>.</summary>
    public string Provider { get; }

    /// <summary>The account's name: <c>"default"</c> or the name that it was given.</summary>
    public string Account { get; }

    /// <summary>The name to ask <see cref="IQuotaClient"/> with: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    public string Name => QuotaNames.Of(Provider, Account);

    /// <summary>The answer; null when there is an error.</summary>
    public QuotaSnapshot? Snapshot { get; private init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public QuotaException? Error { get; private init; }

    /// <summary>Whether there is an answer.</summary>
    [MemberNotNullWhen(true, nameof(Snapshot))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Snapshot is not null;

    /// <summary>The answer.</summary>
    /// <exception cref="QuotaException">There is none: this is <see cref="Error"/>.</exception>
    public QuotaSnapshot GetSnapshotOrThrow()
    {
        if (!IsSuccess)
            ExceptionDispatchInfo.Throw(Error);
        return Snapshot;
    }

    /// <summary>One line: the snapshot's, or the error's kind and message.</summary>
    public override string ToString()
    {
        if (IsSuccess)
            return Snapshot.ToString();
        // A message about a setting names its account by itself.
        var message = Error.Message.StartsWith(Name + ": ", StringComparison.Ordinal) ? Error.Message[(Name.Length + 2)..] : Error.Message;
        return $"{Name}: {Error.Kind}: {message}";
    }

    internal static QuotaResult Of(string name, QuotaSnapshot snapshot) => new(name) { Snapshot = snapshot };

    internal static QuotaResult Of(string name, QuotaException error) => new(name) { Error = error };
}
