using QuotaKit.Cli.Accounts;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Answers;

/// <summary>A job, the account that pays for it, and whether the job can run.</summary>
/// <param name="Account">The account.</param>
/// <param name="Job">The job.</param>
/// <param name="Plan">The account's plan; null when it is not known.</param>
/// <param name="AllowsUnknown">Whether an unknown answer exits with 0.</param>
/// <param name="Result">The result of reading the account; null when it was not read.</param>
internal sealed record Estimate(AccountName Account, HeyGenJob Job, HeyGenPlan? Plan, bool AllowsUnknown, QuotaResult? Result = null)
{
    public HeyGenPreflightResult Check => HeyGenPreflight.Check(Job, Plan, Result?.Snapshot);

    public QuotaException? Error => Result?.Error;

    // A reason against the job holds even when the account could not be read.
    public int ExitCode => Check.CanRun switch
    {
        false => Answers.ExitCode.NotEnough,
        _ when Error is not null => Answers.ExitCode.Of(Error),
        null when !AllowsUnknown => Answers.ExitCode.Unknown,
        _ => Answers.ExitCode.Fine,
    };
}
