namespace QuotaKit.HeyGen;

/// <summary>Turns a job into the amounts that a guard holds.</summary>
internal static class HeyGenJobSpends
{
    /// <summary>The name of the concurrency limit.</summary>
    public const string Videos = "videos";

    // The largest number of spends of one reservation, and of decimals of an amount.
    private const int MostCalls = 16;
    private const int Decimals = 9;

    /// <summary>Returns one amount for the job; or one for each video, because each takes a slot.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="job">The job.</param>
    /// <param name="unit">The unit in which the account pays.</param>
    /// <param name="slots">The number of videos at a time; null when there is no limit or it is unknown.</param>
    /// <param name="budget">The budget; null means none.</param>
    /// <exception cref="ArgumentException">The job costs nothing, its cost is unknown, or it makes more videos than there are slots.</exception>
    public static IReadOnlyList<QuotaSpend> Of(string account, HeyGenJob job, QuotaUnit unit, int? slots, string? budget)
    {
        var cost = unit == QuotaUnit.Usd ? job.EstimateMaxUsd() : job.EstimateCredits();
        if (cost is not { } total)
        {
            throw new ArgumentException(
                job.Operation.IsBilledByLength && job.Length is null ? "The cost of the job is unknown: set its Length."
                    : $"No price in {unit.Name} is known for '{job.Operation.Key}'. Reserve an amount of your own.",
                nameof(job));
        }

        if (total == 0)
            throw new ArgumentException("The job costs nothing. Run it without a reservation.", nameof(job));
        if (job.Operation.Kind != HeyGenOperationKind.Video || slots is not { } most)
            return [new QuotaSpend(account, RoundUp(total), unit) { Budget = budget }];

        if (job.Calls > Math.Min(most, MostCalls))
        {
            throw new ArgumentException(
                $"The job makes {job.Calls} videos, but {Math.Min(most, MostCalls)} can be reserved at a time. Reserve it in parts.", nameof(job));
        }

        var one = new QuotaSpend(account, RoundUp(total / job.Calls), unit) { Budget = budget, Concurrency = Videos, ConcurrencyLimit = most };
        return [.. Enumerable.Repeat(one, job.Calls)];
    }

    private static decimal RoundUp(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.ToPositiveInfinity);
}
