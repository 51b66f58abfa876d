using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary>Whether an account has what is needed, and a sentence with the numbers.</summary>
internal sealed record QuotaCheck(CheckAnswer Answer, QuotaBalance Balance, string Sentence, int ExitCode)
{
    /// <exception cref="QuotaConfigurationException">There is no balance of that key.</exception>
    public static QuotaCheck Of(string name, QuotaSnapshot snapshot, QuotaNeed need)
    {
        var balance = Find(name, snapshot, need.Balance);
        var answer = AnswerOf(snapshot, balance, need.Amount);
        var verdict = answer switch
        {
            CheckAnswer.Yes => "enough.",
            CheckAnswer.No when snapshot.IsActive == false => "but the account is not active.",
            CheckAnswer.No => $"not enough, {Amounts.ForScripts(need.Amount - balance.Remaining)} more are needed.",
            _ when need.AllowsUnknown => "unknown, which is allowed.",
            _ => "unknown. --allow-unknown lets that pass.",
        };
        var left = balance switch
        {
            { IsUnlimited: true } => "unlimited",
            { Remaining: { } remaining } => $"{Amounts.ForScripts(remaining)} left",
            _ => "the vendor does not say how much is left",
        };
        var what = balance.Unit == QuotaUnit.Unspecified ? $" of '{balance.Key}'"
            : balance.Key == balance.Unit.Name ? $" {balance.Unit.Name}"
            : $" {balance.Unit.Name} of '{balance.Key}'";
        return new QuotaCheck(
            answer,
            balance,
            $"{name}: {Amounts.ForScripts(need.Amount)}{what} needed, {left}: {verdict}",
            answer switch
            {
                CheckAnswer.Yes => Commands.ExitCode.Fine,
                CheckAnswer.No => Commands.ExitCode.NotEnough,
                _ => need.AllowsUnknown ? Commands.ExitCode.Fine : Commands.ExitCode.Unknown,
            });
    }

    // An account that is not active does nothing with what it has.
    private static CheckAnswer AnswerOf(QuotaSnapshot snapshot, QuotaBalance balance, decimal need) => (snapshot.IsActive, balance) switch
    {
        (false, _) => CheckAnswer.No,
        (_, { IsUnlimited: true }) => CheckAnswer.Yes,
        (_, { Remaining: { } remaining }) => remaining >= need ? CheckAnswer.Yes : CheckAnswer.No,
        _ => CheckAnswer.Unknown,
    };

    private static QuotaBalance Find(string name, QuotaSnapshot snapshot, string? key)
    {
        if (key is null)
            return snapshot.Primary;
        return snapshot.TryGetBalance(key, out var balance)
            ? balance
            : throw Misuse.NoSuch($"{Printable.Name(name)} has no balance", key, $"It has: {Printable.List(snapshot.Balances.Select(b => b.Key))}.");
    }
}
