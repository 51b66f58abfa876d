using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The results of reading all accounts.</summary>
public sealed record QuotaReport
{
    internal QuotaReport(IReadOnlyList<QuotaResult> results) => Results = results;

    /// <summary>The results, one for each account in the order of <see cref="IQuotaClient.Accounts"/>.</summary>
    public IReadOnlyList<QuotaResult> Results { get; }

    /// <summary>The snapshots of the accounts that were read.</summary>
    [JsonIgnore]
    public IReadOnlyList<QuotaSnapshot> Snapshots => [.. Results.Where(r => r.IsSuccess).Select(r => r.Snapshot!)];

    /// <summary>The errors of the accounts that failed.</summary>
    [JsonIgnore]
    public IReadOnlyList<QuotaException> Errors => [.. Results.Where(r => !r.IsSuccess).Select(r => r.Error!)];

    /// <summary>The worst status of the accounts. It is <see cref="QuotaStatus.Unknown"/> instead of Normal when an account failed or its status is
    /// unknown, and when there are no accounts.</summary>
    public QuotaStatus Status
    {
        get
        {
            var worst = QuotaStatus.Unknown;
            var isUnknown = false;
            foreach (var result in Results)
            {
                var status = result.Snapshot?.Status ?? QuotaStatus.Unknown;
                isUnknown |= status == QuotaStatus.Unknown;
                if (status > worst)
                    worst = status;
            }

            return isUnknown && worst == QuotaStatus.Normal ? QuotaStatus.Unknown : worst;
        }
    }

    /// <summary>Gets the result of one account.</summary>
    /// <param name="name">The account's name, as in <see cref="IQuotaClient.Accounts"/>; letter case does not matter.</param>
    /// <exception cref="KeyNotFoundException">There is no such account; the message lists the accounts.</exception>
    public QuotaResult this[string name] =>
        Results.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"The report has no '{name}'. It has: {string.Join(", ", Results.Select(r => r.Name))}.");

    /// <summary>Describes each account on a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Results);
}
