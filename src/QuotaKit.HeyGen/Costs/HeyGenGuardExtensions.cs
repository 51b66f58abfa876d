using QuotaKit.HeyGen;

namespace QuotaKit;

/// <summary>Reserves what a HeyGen job costs.</summary>
public static class HeyGenGuardExtensions
{
    /// <summary>Checks a job, and reserves its cost and its slots of the plan's concurrent videos: all or none.</summary>
    /// <remarks>
    /// <para>The limits of HeyGen and of the plan are checked first, without a request. The cost is that of <see cref="HeyGenJob.EstimateCredits"/>, or of
    /// <see cref="HeyGenJob.EstimateMaxUsd"/> when the account pays in US dollars: commit what the job really cost.</para>
    /// <para>Each video takes a slot of the concurrency limit <c>"videos"</c>. Its number is that of the guard's options
    /// (<c>QuotaKit:Concurrency:heygen:videos</c>), else <see cref="HeyGenPlan.ConcurrentVideos"/> of the plan; without either, no slot is taken. When HeyGen
    /// has accepted the job, commit with <c>keepSlot: true</c>; when the video is ready, release.</para>
    /// </remarks>
    /// <param name="guard">The guard.</param>
    /// <param name="account">The account that pays: <c>"heygen"</c>, <c>"heygen/team-a"</c>.</param>
    /// <param name="job">The job.</param>
    /// <param name="plan">The account's plan; null means that of the account's settings (<see cref="HeyGenQuotaOptions.Plan"/>). When neither is set, the
    /// limits of the plan are not checked.</param>
    /// <param name="budget">The name of a <see cref="QuotaBudget"/> that must cover the cost too; null means none.</param>
    /// <param name="options">The id, the lease and what to do when it is unknown how much is left; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels waiting. What this call has made is then undone.</param>
    /// <returns>The reservation. Start the job before <see cref="QuotaReservation.ExpiresAt"/>.</returns>
    /// <exception cref="HeyGenPreflightException">HeyGen would reject the job; <see cref="HeyGenPreflightException.Result"/> has every reason.</exception>
    /// <exception cref="InsufficientQuotaException">Too little is available, or it is unknown how much is, or all slots are taken.</exception>
    /// <exception cref="QuotaReservationException">The id belongs to a reservation that is settled or has other spends.</exception>
    /// <exception cref="QuotaConfigurationException">There is no such account or budget, or the account is not HeyGen's.</exception>
    /// <exception cref="QuotaException">HeyGen could not be asked, or the ledger failed (<see cref="QuotaErrorKind.Ledger"/>). Nothing is held.</exception>
    /// <exception cref="ArgumentException">The job costs nothing, its cost is unknown, or it makes more videos than there are slots; or the id, the lease or the
    /// note is out of range.</exception>
    /// <example>
    /// <code>
    /// var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(3) };
    /// var hold = await guard.ReserveAsync("heygen", job);
    /// await SendAsync(job, idempotencyKey: hold.Id);
    /// await hold.CommitAsync(keepSlot: true);
    /// await WaitForVideoAsync();
    /// await hold.ReleaseAsync();
    /// </code>
    /// </example>
    public static async Task<QuotaReservation> ReserveAsync(
        this IQuotaGuard guard,
        string account,
        HeyGenJob job,
        HeyGenPlan? plan = null,
        string? budget = null,
        QuotaReserveOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(job);
        if (!QuotaNames.AreSame(QuotaNames.Split(account).Provider, HeyGenQuotaProvider.Vendor.Id))
        {
            throw new QuotaConfigurationException(
                QuotaNames.Split(account).Provider, QuotaText.OneLine($"A HeyGen job needs a HeyGen account, but '{account}' is another vendor's."));
        }

        // An IQuotaGuard of the app's own has no settings to look into.
        var own = guard as QuotaGuard;
        plan ??= ((own?.Client as QuotaClient)?.FindProvider(QuotaNames.Full(account)) as HeyGenQuotaProvider)?.Plan;
        // Without a snapshot: whether the credits suffice is the guard's decision, which rests on newer numbers and on all holds.
        var check = HeyGenPreflight.Check(job, plan);
        if (check.Reasons.Count > 0)
            throw new HeyGenPreflightException(check);

        var slots = own?.SlotsOf(account, HeyGenJobSpends.Videos) ?? plan?.ConcurrentVideos;
        // The reservation rests on the same answer, so this costs no further request.
        var position = await guard.GetPositionAsync(account, cancellationToken: cancellationToken).ConfigureAwait(false);
        var unit = position.Unit == QuotaUnit.Usd ? QuotaUnit.Usd : QuotaUnit.Credits;
        return await guard.ReserveAllAsync(HeyGenJobSpends.Of(account, job, unit, slots, budget), options, cancellationToken).ConfigureAwait(false);
    }
}
