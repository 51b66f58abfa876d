using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Answers;

/// <summary>Whether an account has what is needed, and a sentence with the numbers.</summary>
/// <param name="Answer">Yes, no or unknown.</param>
/// <param name="Balance">The balance that was looked at.</param>
/// <param name="Unit">The unit that the need and the balance were compared in; null when they were not.</param>
/// <param name="Sentence">For people.</param>
/// <param name="ExitCode">For scripts.</param>
internal sealed record QuotaCheck(CheckAnswer Answer, QuotaBalance Balance, QuotaUnit? Unit, string Sentence, int ExitCode)
{
    /// <exception cref="QuotaConfigurationException">There is no balance of that key.</exception>
    public static QuotaCheck Of(string name, QuotaSnapshot snapshot, QuotaNeed need)
    {
        var balance = Find(name, snapshot, need.Balance);
        var unit = need.UnitFor(balance);
        // A slip such as 12credts is no unknown quota, which --allow-unknown would let pass.
        if (need.Unit is { } written && !NeedOption.IsKnown(written) && !snapshot.Balances.Any(b => need.UnitFor(b) is not null))
            throw Misuse.NoSuch("There is no unit", written.Name, $"Balances of {Printable.Name(name)} are in: {Printable.List(snapshot.Balances.Select(b => b.Unit.Name).Distinct())}.");
        var answer = AnswerOf(snapshot, balance, need.Amount, isComparable: unit is not null);
        var verdict = answer switch
        {
            CheckAnswer.Yes => "enough.",
            CheckAnswer.No when snapshot.IsActive == false => "but the account is not active.",
            CheckAnswer.No => Amounts.Difference(need.Amount, balance.Remaining) is { } missing ? $"not enough, {Amounts.ForScripts(missing)} more are needed." : "not enough.",
            _ when need.AllowsUnknown => "unknown, which is allowed.",
            _ when unit is null => $"unknown. {WhatToSay(snapshot, balance, need)}",
            _ => "unknown. --allow-unknown lets that pass.",
        };
        return new QuotaCheck(
            answer,
            balance,
            unit,
            $"{Printable.Name(name)}: {Amounts.ForScripts(need.Amount)}{What(balance, unit, need)}, {Left(balance)}: {verdict}",
            answer switch
            {
                CheckAnswer.Yes => Parsing.ExitCode.Fine,
                CheckAnswer.No => Parsing.ExitCode.NotEnough,
                _ => need.AllowsUnknown ? Parsing.ExitCode.Fine : Parsing.ExitCode.Unknown,
            });
    }

    // An account that is not active does nothing with what it has.
    private static CheckAnswer AnswerOf(QuotaSnapshot snapshot, QuotaBalance balance, decimal need, bool isComparable) => (snapshot.IsActive, balance) switch
    {
        (false, _) => CheckAnswer.No,
        _ when !isComparable => CheckAnswer.Unknown,
        (_, { IsUnlimited: true }) => CheckAnswer.Yes,
        (_, { Remaining: { } remaining }) => remaining >= need ? CheckAnswer.Yes : CheckAnswer.No,
        _ => CheckAnswer.Unknown,
    };

    private static string What(QuotaBalance balance, QuotaUnit? unit, QuotaNeed need)
    {
        var (key, unitName) = (Printable.Name(balance.Key), Printable.Name(balance.Unit.Name));
        return unit is null ? $"{(need.Unit is { } needed ? $" {needed.Name}" : "")} needed, but '{key}' {(balance.Unit == QuotaUnit.Unspecified ? "has no unit" : $"is in {unitName}")}"
            : unit == QuotaUnit.Unspecified ? $" of '{key}' needed"
            : balance.Key == balance.Unit.Name ? $" {unitName} needed"
            : $" {unitName} of '{key}' needed";
    }

    private static string Left(QuotaBalance balance) => balance switch
    {
        { IsUnlimited: true } => "unlimited",
        { Remaining: { } remaining } => $"{Amounts.ForScripts(remaining)} left",
        _ => "the vendor does not say how much is left",
    };

    /// <summary>How to ask so that there is an answer.</summary>
    private static string WhatToSay(QuotaSnapshot snapshot, QuotaBalance balance, QuotaNeed need)
    {
        var amount = Amounts.ForScripts(need.Amount);
        if (need.Unit is not { } unit)
        {
            var own = balance.Unit == QuotaUnit.Unspecified ? null : $"--need {amount}{Printable.Name(balance.Unit.Name)}";
            var other = snapshot.Balances.FirstOrDefault(b => b.Unit == QuotaUnit.Credits && b.Key != balance.Key);
            string?[] ways = [own, other is null ? null : $"--need {amount}credits --balance {Printable.Name(other.Key)}"];
            return ways.Any(w => w is not null) ? $"Say {string.Join(", or ", ways.Where(w => w is not null))}." : "The vendor does not say what it counts.";
        }

        var others = snapshot.Balances.Where(b => need.UnitFor(b) is not null).Select(b => b.Key).ToList();
        return others.Count > 0 ? $"In {unit.Name} there are: {Printable.List(others)}. Name one with --balance."
            : $"No balance of this account is in {unit.Name}; they are in: {Printable.List(snapshot.Balances.Select(b => b.Unit.Name).Distinct())}.";
    }

    private static QuotaBalance Find(string name, QuotaSnapshot snapshot, string? key)
    {
        if (key is null)
            return snapshot.Primary;
        return snapshot.TryGetBalance(key, out var balance)
            ? balance
            : throw Misuse.NoSuch($"{Printable.Name(name)} has no balance", key, $"It has: {Printable.List(snapshot.Balances.Select(b => b.Key))}.");
    }
}
