namespace QuotaKit.HeyGen;

/// <summary>Tells before a job is sent why HeyGen would refuse it. It asks nobody: what it knows is given to it.</summary>
public static class HeyGenPreflight
{
    /// <summary>Checks a job against the limits of HeyGen, of the plan and of what is left.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">The account's plan; null when it is not known, and with it whether the plan allows the job.</param>
    /// <param name="snapshot">What the account has left; null when it is not known, and with it whether the job can be paid.</param>
    /// <returns>All the reasons against the job, and what could not be checked.</returns>
    /// <exception cref="ArgumentException"><paramref name="snapshot"/> is another vendor's.</exception>
    public static HeyGenPreflightResult Check(HeyGenJob job, HeyGenPlan? plan = null, QuotaSnapshot? snapshot = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (snapshot is not null && snapshot.Provider != HeyGenQuotaProvider.Vendor.Id)
            throw new ArgumentException($"The snapshot is of '{snapshot.Provider}', which does not pay for HeyGen.", nameof(snapshot));

        var findings = new HeyGenPreflightFindings();
        var credits = job.EstimateCredits();
        new HeyGenAccountRules(job, snapshot, findings).Check(credits);
        new HeyGenPlanRules(job, plan, findings).Check();
        new HeyGenInputRules(job, findings).Check();
        return new HeyGenPreflightResult(credits, findings.Reasons, findings.Unknowns);
    }
}
