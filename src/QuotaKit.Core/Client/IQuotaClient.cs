namespace QuotaKit;

/// <summary>Reads the quota of many accounts. Callers share requests and cached snapshots, and a failed account does not affect the others.</summary>
/// <example>
/// Read one account, then all of them:
/// <code>
/// var snapshot = await client.GetAsync("heygen/team-a");
/// Console.WriteLine(snapshot.Primary.Remaining);
///
/// var report = await client.GetAllAsync();
/// foreach (var result in report.Results)
///     Console.WriteLine(result.IsSuccess ? $"{result.Name}: {result.Snapshot.Status}" : $"{result.Name}: {result.Error.Kind}");
/// </code>
/// </example>
public interface IQuotaClient
{
    /// <summary>The names of all accounts: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</summary>
    IReadOnlyList<string> Accounts { get; }

    /// <summary>The former name of <see cref="Accounts"/>.</summary>
    [Obsolete("Use Accounts.")]
    IReadOnlyList<string> Providers => Accounts;

    /// <summary>Reads one account, from the cache or with a request to its vendor.</summary>
    /// <remarks>Callers at the same time share one call to the vendor. No caller gets a snapshot older than its <see cref="QuotaReadOptions.MaxAge"/>:
    /// when the call in progress is too old for a caller, that caller waits for it to end and shares the next call.</remarks>
    /// <param name="account">The account's name, as in <see cref="Accounts"/>; letter case does not matter.</param>
    /// <param name="options">How fresh the snapshot must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Cancels waiting. The call to the vendor continues for the other callers and for the cache.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="QuotaConfigurationException">There is no such account, or one of its settings is invalid.</exception>
    /// <exception cref="QuotaException">The quota could not be read; <see cref="QuotaException.Kind"/> says why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaSnapshot> GetAsync(string account, QuotaReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all accounts at the same time. A failed account is a result with an error; it throws nothing.</summary>
    /// <param name="options">How fresh the snapshots must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The report with a result for each account.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<QuotaReport> GetAllAsync(QuotaReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all accounts at the same time and returns each result as soon as it is there.</summary>
    /// <param name="options">How fresh the snapshots must be; null means the client's defaults.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The results, in the order in which they arrive.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    IAsyncEnumerable<QuotaResult> StreamAsync(QuotaReadOptions? options = null, CancellationToken cancellationToken = default);
}
