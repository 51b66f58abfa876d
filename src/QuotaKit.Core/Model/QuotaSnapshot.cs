using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>What one account had left when its vendor was asked.</summary>
/// <remarks>Immutable, equal by value, and the same again after a round trip through JSON, by <see cref="QuotaJson"/> or any options. It never
/// holds a key. Texts have U+FFFD in place of lone surrogates.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(QuotaSnapshotConverter))]
public sealed record QuotaSnapshot
{
    internal const string SchemaName = "quotakit.snapshot.v1";

    private readonly string _schema = SchemaName;
    private readonly ReadOnlyCollection<QuotaBalance> _balances = ReadOnlyCollection<QuotaBalance>.Empty;
    private readonly ReadOnlyCollection<string> _warnings = ReadOnlyCollection<string>.Empty;
    private readonly string _account = QuotaNames.DefaultAccount;

    // The document as UTF-8 until somebody asks for the text: most callers never do.
    private object? _raw;

    /// <summary>The name of this shape in JSON: <c>"quotakit.snapshot.v1"</c>. Another value is refused when reading.</summary>
    public string Schema
    {
        get => _schema;
        init => _schema = value is null or SchemaName
            ? SchemaName
            : throw OfAnotherSchema(value);
    }

    /// <summary>The vendor's id: <c>"heygen"</c>, <c>"pictory"</c>, <c>"vzla"</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required string Provider
    {
        get;
        init => field = WellFormed.Of(value ?? throw new ArgumentNullException(nameof(Provider)));
    }

    /// <summary>The account's name among the vendor's. The default value is <c>"default"</c>.</summary>
    public string Account
    {
        get => _account;
        init => _account = WellFormed.Of(value) ?? QuotaNames.DefaultAccount;
    }

    /// <summary>The name that the account is asked for by: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    public string Name => QuotaNames.Of(Provider, Account);

    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset RetrievedAt { get; init; }

    /// <summary>At least one balance, in the order in which the vendor documents them. The snapshot has a copy of the list.</summary>
    /// <exception cref="ArgumentException">The list is null or empty, or a balance is null.</exception>
    public required IReadOnlyList<QuotaBalance> Balances
    {
        get => _balances;
        init
        {
            QuotaBalance[] copy = value is { Count: > 0 } ? [.. value] : throw new ArgumentException("A snapshot has at least one balance.", nameof(Balances));
            foreach (var balance in copy)
                (balance ?? throw new ArgumentException("A balance of the snapshot is null.", nameof(Balances))).Keep();
            _balances = Array.AsReadOnly(copy);
        }
    }

    /// <summary>The first balance: the one that the vendor's main work is paid from.</summary>
    public QuotaBalance Primary => Balances[0];

    /// <summary>The name of the plan; null when the vendor does not say.</summary>
    public string? Plan { get; init => field = WellFormed.Of(value); }

    /// <summary>Whether the account is active; null when the vendor does not say.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The worst status of the balances that are not <see cref="QuotaKind.Bonus"/>; <see cref="QuotaStatus.Inactive"/> when
    /// <see cref="IsActive"/> is false. While <see cref="Primary"/> is Unknown, it is never Normal.</summary>
    public QuotaStatus Status
    {
        get
        {
            if (IsActive == false)
                return QuotaStatus.Inactive;
            var worst = QuotaStatus.Unknown;
            foreach (var balance in Balances)
            {
                if (balance.Kind != QuotaKind.Bonus && balance.Status > worst)
                    worst = balance.Status;
            }

            return worst == QuotaStatus.Normal && Primary.Status == QuotaStatus.Unknown ? QuotaStatus.Unknown : worst;
        }
    }

    /// <summary>The vendor's id for the request, to quote to its support; null when it sent none.</summary>
    public string? RequestId { get; init => field = WellFormed.Of(value); }

    /// <summary>Contradictions and surprises in what the vendor sent. Empty when there are none. The snapshot has a copy of the list.</summary>
    /// <exception cref="ArgumentException">A warning is null.</exception>
    public IReadOnlyList<string> Warnings
    {
        get => _warnings;
        init
        {
            if (value is not { Count: > 0 })
            {
                _warnings = ReadOnlyCollection<string>.Empty;
                return;
            }

            string[] copy = [.. value];
            foreach (ref var warning in copy.AsSpan())
                warning = WellFormed.Of(warning) ?? throw new ArgumentException("A warning of the snapshot is null.", nameof(Warnings));
            _warnings = Array.AsReadOnly(copy);
        }
    }

    /// <summary>An older answer, given because a fresh one could not be had and the caller allowed it.</summary>
    public bool IsStale { get; init; }

    /// <summary>The vendor's document as it came, less personal data; null when the snapshot was not read from a document.</summary>
    public string? RawJson
    {
        get
        {
            if (_raw is byte[] utf8)
                _raw = Encoding.UTF8.GetString(utf8);
            return (string?)_raw;
        }
        init => _raw = WellFormed.Of(value);
    }

    /// <summary>The document as UTF-8, owned by the snapshot from here on.</summary>
    internal byte[]? RawUtf8
    {
        init => _raw = value;
    }

    /// <summary>The balance of that key.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the keys that there are.</exception>
    public QuotaBalance this[string key] => TryGetBalance(key, out var balance)
        ? balance
        : throw new KeyNotFoundException(
            $"{Name} has no balance '{key}'. It has: {string.Join(", ", Balances.Select(b => b.Key))}.");

    /// <summary>Looks for the balance of that key.</summary>
    /// <param name="key">The key, as in <see cref="QuotaBalance.Key"/>.</param>
    /// <param name="balance">The balance; null when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetBalance(string key, [MaybeNullWhen(false)] out QuotaBalance balance)
    {
        foreach (var candidate in Balances)
        {
            if (string.Equals(candidate.Key, key, StringComparison.Ordinal))
            {
                balance = candidate;
                return true;
            }
        }

        balance = null;
        return false;
    }

    /// <summary>Equal by value, lists included.</summary>
    public bool Equals(QuotaSnapshot? other) => ReferenceEquals(this, other) || (other is not null
        && Provider == other.Provider && Account == other.Account && RetrievedAt.EqualsExact(other.RetrievedAt)
        && Plan == other.Plan && IsActive == other.IsActive && RequestId == other.RequestId && IsStale == other.IsStale
        && Balances.SequenceEqual(other.Balances) && Warnings.SequenceEqual(other.Warnings) && RawJson == other.RawJson);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Provider, Account, RetrievedAt, Balances.Count, Primary);

    /// <summary>What LINQPad's <c>Dump()</c> shows: a table of the balances under the account's own facts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object ToDump() => new QuotaSnapshotDump(this);

    /// <summary>One readable line: who, the status, and each balance.</summary>
    public override string ToString() => QuotaText.Describe(this);

    internal static JsonException OfAnotherSchema(string? schema) =>
        new($"The document is of schema '{schema}'; this version of QuotaKit reads '{SchemaName}'.");
}
