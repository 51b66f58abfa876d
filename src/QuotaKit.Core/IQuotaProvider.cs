namespace QuotaKit;

/// <summary>Reads the quota of one account at one vendor.</summary>
/// <remarks>The interface stays one method: new facts become members of <see cref="QuotaSnapshot"/>. To add a vendor with an HTTP API, derive from
/// <see cref="Http.QuotaHttpProvider{TOptions}"/>. For any other source, implement the interface with <see cref="QuotaSnapshotBuilder"/>.</remarks>
/// <example>
/// A provider for seats that an app counts itself:
/// <code>
/// public sealed class SeatsProvider(SeatCounter counter, TimeProvider clock) : IQuotaProvider
/// {
///     public string Name => "seats";
///
///     public async Task&lt;QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
///     {
///         var snapshot = new QuotaSnapshotBuilder(Name, "default", clock.GetUtcNow(), QuotaThresholds.Default);
///         snapshot.Add(new QuotaBalance
///         {
///             Key = "seats",
///             Label = "Seats",
///             Unit = QuotaUnit.Of("seats"),
///             Kind = QuotaKind.Allowance,
///             Used = await counter.CountAsync(cancellationToken),
///             Limit = 10,
///         });
///         return snapshot.Build();
///     }
/// }
/// </code>
/// </example>
public interface IQuotaProvider
{
    /// <summary>The account's name: the vendor's id for the default account, <c>"heygen"</c>; with the account's own name otherwise,
    /// <c>"heygen/team-a"</c>.</summary>
    string Name { get; }

    /// <summary>Requests the quota from the vendor. Nothing is cached here; <see cref="IQuotaClient"/> caches.</summary>
    /// <remarks>The providers of QuotaKit send no request in two cases: until the time that a <c>Retry-After</c> header asked for has passed, and for
    /// 15 minutes after the vendor rejected the key. They fail at once instead. A changed key is sent at once.</remarks>
    /// <param name="cancellationToken">Cancels the call; the exception then carries this token.</param>
    /// <returns>The snapshot. A number that the vendor does not send is null.</returns>
    /// <exception cref="QuotaException">The quota could not be read; <see cref="QuotaException.Kind"/> says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default);
}
