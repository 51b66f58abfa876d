using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The quota of one account at the time of one request.</summary>
/// <remarks>Snapshots are immutable and equal by value. A round trip through JSON, with <see cref="QuotaJson"/> or any other options, gives an
/// equal snapshot. A snapshot never holds a key. In texts, U+FFFD replaces lone surrogates.</remarks>
/// <example>
/// <code>
/// QuotaSnapshot snapshot = await client.GetAsync("heygen");
/// Console.WriteLine($"{snapshot.Status}: {snapshot.Primary.Remaining} {snapshot.Primary.Unit} left");
///
/// if (snapshot.TryGetBalance("api", out var api))
///     Console.WriteLine($"{api.Remaining?.ToString() ?? "unknown"}, resets {api.ResetsAt}");
/// foreach (var warning in snapshot.Warnings)
///     Console.WriteLine(warning);
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(QuotaSnapshotConverter))]
public sealed record QuotaSnapshot
{
    internal const string SchemaName = "quotakit.snapshot.v1";

    private readonly string _schema = SchemaName;
    private readonly ReadOnlyCollection<QuotaBalance> _balances = ReadOnlyCollection<QuotaBalance>.Empty;
    private readonly ReadOnlyCollection<string> _warnings = ReadOnlyCollection<string>.Empty;
    private readonly string _account = QuotaNames.DefaultAccount;

    // The document as UTF-8 until RawJson is read for the first time: most callers never read it.
    private object? _raw;

    /// <summary>The name of the JSON schema: <c>"quotakit.snapshot.v1"</c>. Reading a document with another schema fails.</summary>
    /// <exception cref="JsonException">The value is the name of another schema.</exception>
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

    /// <summary>The account's own name: <c>"team-a"</c>. The default value is <c>"default"</c>.</summary>
    public string Account
    {
        get => _account;
        init => _account = WellFormed.Of(value) ?? QuotaNames.DefaultAccount;
    }

    /// <summary>The account's full name, as in <see cref="IQuotaClient.Accounts"/>: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    public string Name => QuotaNames.Of(Provider, Account);

    /// <summary>The time at which the request was sent.</summary>
    public required DateTimeOffset RetrievedAt { get; init; }

    /// <summary>The balances, at least one, in the vendor's documented order. The snapshot keeps a copy of the list.</summary>
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

    /// <summary>The first balance: the one that pays for the vendor's main service.</summary>
    public QuotaBalance Primary => Balances[0];

    /// <summary>The name of the plan; null when unknown.</summary>
    public string? Plan { get; init => field = WellFormed.Of(value); }

    /// <summary>Whether the account is active; null when unknown.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The worst status of the balances, without those of kind <see cref="QuotaKind.Bonus"/>. It is
    /// <see cref="QuotaStatus.Inactive"/> when <see cref="IsActive"/> is false, and Unknown instead of Normal when the status of
    /// <see cref="Primary"/> is Unknown.</summary>
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

    /// <summary>The vendor's id of the request, for its support; null when the vendor sent none.</summary>
    public string? RequestId { get; init => field = WellFormed.Of(value); }

    /// <summary>Warnings about contradictory or unexpected values in the response; empty when there are none. The snapshot keeps a copy of the
    /// list.</summary>
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

    /// <summary>Whether the snapshot is older than requested. Only with <see cref="QuotaReadOptions.AllowStale"/>, after a failed read.</summary>
    public bool IsStale { get; init; }

    /// <summary>The vendor's document without personal data; null when the snapshot was not read from a document.</summary>
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

    /// <summary>Sets <see cref="RawJson"/> as UTF-8. The snapshot takes the array without a copy.</summary>
    internal byte[]? RawUtf8
    {
        init => _raw = value;
    }

    /// <summary>Gets the balance with this key.</summary>
    /// <param name="key">The key, as in <see cref="QuotaBalance.Key"/>; letter case matters.</param>
    /// <exception cref="KeyNotFoundException">There is no such balance; the message lists the keys.</exception>
    public QuotaBalance this[string key] => TryGetBalance(key, out var balance)
        ? balance
        : throw new KeyNotFoundException(
            $"{Name} has no balance '{key}'. It has: {string.Join(", ", Balances.Select(b => b.Key))}.");

    /// <summary>Looks for the balance with this key.</summary>
    /// <param name="key">The key, as in <see cref="QuotaBalance.Key"/>; letter case matters.</param>
    /// <param name="balance">The balance; null when there is none.</param>
    /// <returns>Whether there is such a balance.</returns>
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

    /// <summary>Compares by value, including the lists.</summary>
    public bool Equals(QuotaSnapshot? other) => ReferenceEquals(this, other) || (other is not null
        && Provider == other.Provider && Account == other.Account && RetrievedAt.EqualsExact(other.RetrievedAt)
        && Plan == other.Plan && IsActive == other.IsActive && RequestId == other.RequestId && IsStale == other.IsStale
        && Balances.SequenceEqual(other.Balances) && Warnings.SequenceEqual(other.Warnings) && RawJson == other.RawJson);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Provider, Account, RetrievedAt, Balances.Count, Primary);

    /// <summary>Creates the object that LINQPad's <c>Dump()</c> shows: the account's properties above a table of the balances.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object ToDump() => new QuotaSnapshotDump(this);

    /// <summary>Describes the snapshot on one line: name, status and each balance.</summary>
    public override string ToString() => QuotaText.Describe(this);

    internal static JsonException OfAnotherSchema(string? schema) =>
        new($"The document is of schema '{schema}'; this version of QuotaKit reads '{SchemaName}'.");
}
