namespace QuotaKit;

/// <summary>Reads many accounts: shares calls and answers between its callers, and keeps one account's failure from hiding the others.</summary>
public interface IQuotaClient
{
    /// <summary>The names of all accounts: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    IReadOnlyList<string> Accounts { get; }

    /// <summary>The former name of <see cref="Accounts"/>.</summary>
    [Obsolete("Use Accounts.")]
    IReadOnlyList<string> Providers => Accounts;

    /// <summary>Reads one account. Callers that ask at the same time share one call; one that gives up leaves the others theirs. None gets
    /// an answer older than it allows: when the call under way is too old for it, it waits for that call to end and for the next.</summary>
    /// <param name="account">The account's name, as in <see cref="Accounts"/>.</param>
    /// <param name="options">How fresh the answer must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Gives up waiting; the call goes on for the others and for the cache.</param>
    /// <exception cref="QuotaConfigurationException">There is no such account, or one of its settings is wrong.</exception>
    /// <exception cref="QuotaException">No answer could be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaSnapshot> GetAsync(string account, QuotaReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all accounts at once. A failure is a result like any other; nothing is thrown for it.</summary>
    /// <param name="options">How fresh the answers must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaReport> GetAllAsync(QuotaReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all accounts at once and gives each result as it arrives.</summary>
    /// <param name="options">How fresh the answers must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    IAsyncEnumerable<QuotaResult> StreamAsync(QuotaReadOptions? options = null, CancellationToken cancellationToken = default);
}
