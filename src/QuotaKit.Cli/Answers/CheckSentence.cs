using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Answers;

/// <summary>Words the answer of <c>quotakit check</c>: <c>heygen: 12 credits needed, 132 left: enough.</c></summary>
internal sealed class CheckSentence(string name, QuotaSnapshot snapshot, QuotaNeed need, QuotaBalance balance, QuotaUnit? unit)
{
    private readonly string _amount = Amounts.ForScripts(need.Amount);

    public string Of(CheckAnswer answer) => $"{Printable.Name(name)}: {_amount}{Needed()}, {Left()}{Verdict(answer)}";

    public static string UnitsOf(QuotaSnapshot snapshot) => Printable.List(snapshot.Balances.Select(b => b.Unit.Name).Distinct());

    private string Verdict(CheckAnswer answer) => answer switch
    {
        CheckAnswer.Yes => ": enough.",
        CheckAnswer.No when snapshot.IsActive == false => ", but the account is not active.",
        CheckAnswer.No when Amounts.Difference(need.Amount, balance.Remaining) is { } missing => $": not enough, {Amounts.ForScripts(missing)} short.",
        CheckAnswer.No => ": not enough.",
        _ when need.AllowsUnknown => ": unknown, which is allowed.",
        _ when unit is null => $": unknown. {HowToCompare()}",
        _ => ": unknown. --allow-unknown lets that pass.",
    };

    private string Needed()
    {
        var (key, unitName) = (Printable.Name(balance.Key), Printable.Name(balance.Unit.Name));
        if (unit is null)
        {
            var isIn = balance.Unit == QuotaUnit.Unspecified ? "has no unit" : $"is in {unitName}";
            return $"{(need.Unit is { } written ? $" {written.Name}" : "")} needed, but '{key}' {isIn}";
        }

        return unit == QuotaUnit.Unspecified ? $" of '{key}' needed"
            : balance.Key == balance.Unit.Name ? $" {unitName} needed"
            : $" {unitName} of '{key}' needed";
    }

    private string Left() => balance switch
    {
        { IsUnlimited: true } => "unlimited",
        { Remaining: { } remaining } => $"{Amounts.ForScripts(remaining)} left",
        _ => "the vendor does not say how much is left",
    };

    /// <summary>Tells which arguments make need and balance comparable.</summary>
    private string HowToCompare() => need.Unit is { } written ? BalancesIn(written) : UnitsToWrite();

    private string UnitsToWrite()
    {
        var own = balance.Unit == QuotaUnit.Unspecified ? null : $"--need {_amount}{Printable.Name(balance.Unit.Name)}";
        var credits = snapshot.Balances.FirstOrDefault(b => b.Unit == QuotaUnit.Credits && b.Key != balance.Key);
        var inCredits = credits is null ? null : $"--need {_amount}credits --balance {Printable.Name(credits.Key)}";
        return (own, inCredits) switch
        {
            (null, null) => "The vendor does not say which unit it counts.",
            (null, _) => $"Write {inCredits}.",
            (_, null) => $"Write {own}.",
            _ => $"Write {own}, or {inCredits}.",
        };
    }

    private string BalancesIn(QuotaUnit written)
    {
        var keys = snapshot.Balances.Where(b => need.UnitFor(b) is not null).Select(b => b.Key).ToList();
        return keys.Count > 0 ? $"Balances in {written.Name}: {Printable.List(keys)}. Name one with --balance."
            : $"No balance of this account is in {written.Name}; they are in: {UnitsOf(snapshot)}.";
    }
}
