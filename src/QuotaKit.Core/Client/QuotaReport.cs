using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>What came of reading all accounts.</summary>
public sealed record QuotaReport
{
    internal QuotaReport(IReadOnlyList<QuotaResult> results) => Results = results;

    /// <summary>One result for each account, in the order of <see cref="IQuotaClient.Accounts"/>.</summary>
    public IReadOnlyList<QuotaResult> Results { get; }

    /// <summary>The answers that came.</summary>
    [JsonIgnore]
    public IReadOnlyList<QuotaSnapshot> Snapshots => [.. Results.Where(r => r.IsSuccess).Select(r => r.Snapshot!)];

    /// <summary>The errors of those that did not.</summary>
    [JsonIgnore]
    public IReadOnlyList<QuotaException> Errors => [.. Results.Where(r => !r.IsSuccess).Select(r => r.Error!)];

    /// <summary>The worst status of the answers. <see cref="QuotaStatus.Unknown"/> when an account failed or its status is unknown and no
    /// other is worse than Normal, and when there is no account.</summary>
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

    /// <summary>The result of one account.</summary>
    /// <param name="name">The name, as in <see cref="IQuotaClient.Accounts"/>.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message names those that there are.</exception>
    public QuotaResult this[string name] =>
        Results.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"The report has no '{name}'. It has: {string.Join(", ", Results.Select(r => r.Name))}.");

    /// <summary>A line for each account.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Results);
}
