namespace QuotaKit;

/// <summary>Something that can say how much is left: one account at one vendor.</summary>
/// <remarks>The interface stays one method; what vendors add goes into <see cref="QuotaSnapshot"/>. Implement it directly for a
/// source of your own, with <see cref="QuotaSnapshotBuilder"/>, or derive from <see cref="Http.QuotaHttpProvider{TOptions}"/> for a vendor that answers over HTTP.</remarks>
public interface IQuotaProvider
{
    /// <summary>The vendor's id, <c>"heygen"</c>, or the vendor's id and the account's name, <c>"heygen/team-a"</c>.</summary>
    string Name { get; }

    /// <summary>Asks the vendor now. No answer is cached here: that is what <see cref="IQuotaClient"/> is for. Only a refusal is kept: until
    /// the time that the vendor asked to wait for is up, and for 15 minutes where it refused the key, unless that changes.</summary>
    /// <param name="cancellationToken">Gives up; the exception then carries this token.</param>
    /// <returns>What the vendor said, with unknown numbers as null.</returns>
    /// <exception cref="QuotaException">No answer could be had; <see cref="QuotaException.Kind"/> says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default);
}
