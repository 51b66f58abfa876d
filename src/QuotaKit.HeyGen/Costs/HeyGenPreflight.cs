namespace QuotaKit.HeyGen;

/// <summary>Finds the reasons why HeyGen would reject a job, before it is sent.</summary>
/// <remarks>It sends no request: the plan and the snapshot are arguments.</remarks>
/// <example>
/// <code>
/// var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(6), Width = 3840, Height = 2160 };
/// var check = HeyGenPreflight.Check(job, HeyGenPlan.Pro, await heygen.GetQuotaAsync());
/// foreach (var reason in check.Reasons)
///     Console.WriteLine(reason.Message);
/// </code>
/// </example>
public static class HeyGenPreflight
{
    /// <summary>Checks a job against HeyGen's limits, the plan's limits and the remaining credits.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">The account's plan; null when it is not known. The plan's limits are then reported as unknown.</param>
    /// <param name="snapshot">A snapshot of the account; null when there is none. It is then unknown whether the credits are enough.</param>
    /// <returns>Every reason against the job, and everything that could not be checked.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="job"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="snapshot"/> is of another vendor.</exception>
    public static HeyGenPreflightResult Check(HeyGenJob job, HeyGenPlan? plan = null, QuotaSnapshot? snapshot = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (snapshot is not null && snapshot.Provider != HeyGenQuotaProvider.Vendor.Id)
            throw new ArgumentException($"The snapshot is of '{snapshot.Provider}': pass a snapshot of a HeyGen account.", nameof(snapshot));

        var findings = new HeyGenPreflightFindings();
        var credits = job.EstimateCredits();
        new HeyGenAccountRules(job, snapshot, findings).Check(credits);
        new HeyGenPlanRules(job, plan, findings).Check();
        new HeyGenInputRules(job, findings).Check();
        return new HeyGenPreflightResult(credits, findings.Reasons, findings.Unknowns);
    }
}
