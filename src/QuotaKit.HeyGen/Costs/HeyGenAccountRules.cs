using static QuotaKit.HeyGen.HeyGenPreflightReasonKind;

namespace QuotaKit.HeyGen;

/// <summary>Checks that the account is active and has enough credits for the job.</summary>
internal readonly struct HeyGenAccountRules(HeyGenJob job, QuotaSnapshot? snapshot, HeyGenPreflightFindings findings)
{
    public void Check(decimal? needed)
    {
        if (snapshot?.IsActive == false)
            findings.Refuse(Account, $"The account is not active: activate it at HeyGen or use another.");

        var balance = CreditsBalance();
        if (balance is null && UsdBalance() is { } dollars)
        {
            CheckDollars(dollars);
            return;
        }

        if (needed == 0 || balance is { IsUnlimited: true } || needed <= balance?.Remaining)
            return;
        if (needed is not { } amount)
            CannotTell(balance, null, $"The cost of the job is unknown: give its length.");
        else if (snapshot is null)
            CannotTell(null, amount, $"Whether the credits suffice is unknown: read the account's quota first.");
        else if (balance is null)
            CannotTell(null, amount, $"Whether the account pays is unknown: prices are in credits, and it has no balance 'credits'.");
        else if (balance.Remaining is not { } left)
            CannotTell(balance, amount, $"Whether the credits suffice is unknown: HeyGen did not say how many are left.");
        else if (FreeVideos() is > 0 and var free)
            CannotTell(
                balance,
                amount,
                $"The job takes {amount:0.######} credits and {left:0.######} are left: it needs one of {free} free Avatar IV videos.");
        else
            findings.Refuse(
                Credits,
                $"The job takes {amount:0.######} credits and {left:0.######} are left: add {amount - left:0.######} or do less.",
                QuotaUnit.Credits,
                amount,
                left);
    }

    /// <summary>Reports the cost in US dollars as unknown. Only a maximum price is known, so the amount that is left may or may not be enough.</summary>
    private void CheckDollars(QuotaBalance dollars)
    {
        var most = job.EstimateMaxUsd();
        if (most == 0)
            return;
        var left = dollars.Remaining is { } remaining ? FormattableString.Invariant($"US${remaining:0.####} are left") : "how much is left is unknown";
        var cost = most is { } usd
            ? FormattableString.Invariant($"the job takes at most US${usd:0.####} by the prices of {HeyGenCosts.UsdPricesAsOf:yyyy-MM-dd}")
            : "QuotaKit knows no price in US dollars for the job";
        findings.CannotTell(
            Credits,
            $"Whether the account pays is unknown: it is billed in US dollars, {cost}, and {left}.",
            QuotaUnit.Usd,
            most,
            dollars.Remaining);
    }

    private QuotaBalance? UsdBalance() => snapshot?.Primary is { Unit: var unit } primary && unit == QuotaUnit.Usd ? primary : null;

    /// <summary>Finds the balance that HeyGen's prices in credits apply to.</summary>
    private QuotaBalance? CreditsBalance() =>
        snapshot is not null && snapshot.TryGetBalance(HeyGenMapper.CreditsKey, out var balance) && balance.Unit == QuotaUnit.Credits
            ? balance
            : null;

    /// <summary>The free Avatar IV videos of the account. HeyGen counts them apart from the credits, and does not document when a job uses one of
    /// them instead of credits.</summary>
    private decimal? FreeVideos() =>
        job.Operation == HeyGenCosts.AvatarIV && snapshot is not null && snapshot.TryGetBalance("avatar_iv_free_credit", out var free)
            ? free.Remaining
            : null;

    private void CannotTell(QuotaBalance? balance, decimal? needed, FormattableString message) =>
        findings.CannotTell(Credits, message, QuotaUnit.Credits, needed, balance?.Remaining);
}
