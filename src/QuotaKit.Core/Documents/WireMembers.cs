using System.Collections;
using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>The members of a <see cref="WireObject"/>, in the document's order. Enumerating them with foreach allocates nothing.</summary>
public struct WireMembers : IEnumerable<WireMember>, IEnumerator<WireMember>
{
    private readonly WireObject _owner;
    private JsonElement.ObjectEnumerator _members;

    internal WireMembers(WireObject owner, JsonElement.ObjectEnumerator members) => (_owner, _members) = (owner, members);

    /// <inheritdoc/>
    public readonly WireMember Current => new(_owner, _members.Current);

    readonly object IEnumerator.Current => Current;

    /// <summary>Enumerates the same members from the first.</summary>
    public readonly WireMembers GetEnumerator() => new(_owner, _members.GetEnumerator());

    /// <summary>Advances to the next member.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled or has run out of time.</exception>
    public bool MoveNext()
    {
        _owner.ThrowIfCancelled();
        return _members.MoveNext();
    }

    /// <inheritdoc/>
    public void Reset() => _members.Reset();

    /// <summary>Does nothing: there is nothing to release.</summary>
    public readonly void Dispose()
    {
    }

    readonly IEnumerator<WireMember> IEnumerable<WireMember>.GetEnumerator() => GetEnumerator();

    readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
