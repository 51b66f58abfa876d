using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Answers;

/// <summary>The answer to whether an account has at least the needed amount left.</summary>
/// <param name="Answer">Yes, no or unknown.</param>
/// <param name="Balance">The balance that was checked.</param>
/// <param name="Unit">The unit in which need and balance were compared; null when they could not be compared.</param>
/// <param name="Sentence">The answer and its numbers, for people.</param>
/// <param name="ExitCode">The answer as an exit code, for scripts.</param>
internal sealed record QuotaCheck(CheckAnswer Answer, QuotaBalance Balance, QuotaUnit? Unit, string Sentence, int ExitCode)
{
    /// <summary>Checks an account.</summary>
    /// <exception cref="QuotaConfigurationException">The account has no balance of that name, such as credits, or the unit is unknown.</exception>
    public static QuotaCheck Of(string name, QuotaSnapshot snapshot, QuotaNeed need)
    {
        var balance = Find(name, snapshot, need.Balance);
        var unit = need.UnitFor(balance);
        // An unknown unit such as 12credts throws. If it only made the answer unknown, --allow-unknown would hide the typo.
        _ = need.UnitIn(name, snapshot);
        var answer = AnswerOf(snapshot, balance, need.Amount, isComparable: unit is not null);
        return new QuotaCheck(answer, balance, unit, new CheckSentence(name, snapshot, need, balance, unit).Of(answer), ExitCodeOf(answer, need));
    }

    private static CheckAnswer AnswerOf(QuotaSnapshot snapshot, QuotaBalance balance, decimal need, bool isComparable) => (snapshot.IsActive, balance) switch
    {
        // An inactive account cannot spend what it has.
        (false, _) => CheckAnswer.No,
        _ when !isComparable => CheckAnswer.Unknown,
        (_, { IsUnlimited: true }) => CheckAnswer.Yes,
        (_, { Remaining: { } remaining }) => remaining >= need ? CheckAnswer.Yes : CheckAnswer.No,
        _ => CheckAnswer.Unknown,
    };

    private static int ExitCodeOf(CheckAnswer answer, QuotaNeed need) => answer switch
    {
        CheckAnswer.Yes => Answers.ExitCode.Fine,
        CheckAnswer.No => Answers.ExitCode.NotEnough,
        _ => need.AllowsUnknown ? Answers.ExitCode.Fine : Answers.ExitCode.Unknown,
    };

    private static QuotaBalance Find(string name, QuotaSnapshot snapshot, string? key)
    {
        if (key is null)
            return snapshot.Primary;
        return snapshot.TryGetBalance(key, out var balance)
            ? balance
            : throw UsageErrors.NoSuch($"{Printable.Name(name)} has no balance", key, $"It has: {Printable.List(snapshot.Balances.Select(b => b.Key))}.");
    }
}
