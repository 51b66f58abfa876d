using System.CommandLine;
using System.CommandLine.Parsing;

namespace QuotaKit.Cli.Parsing;

/// <summary>The options of commands that reserve an amount.</summary>
internal sealed class SpendOptions
{
    private readonly Option<(decimal Amount, QuotaUnit? Unit)?> _need = NeedOption.Create(
        "--need", "The amount to reserve: 12credits, 12min, 12usd. A number without a unit is in the unit of the balance, unless that is money.");

    private readonly Option<string> _balance = new("--balance")
    {
        Description = "The key of the balance that pays. The default is the account's first balance.",
        HelpName = "key",
    };

    private readonly Option<string> _budget = new("--budget") { Description = "A budget of the config file that must cover the amount too.", HelpName = "name" };

    private readonly Option<string> _slot = new("--slot")
    {
        Description = "A concurrency limit of the config file of which a slot is taken.",
        HelpName = "name",
    };

    private readonly Option<TimeSpan?> _lease = LeaseOption.Create("The time after which the amount counts as spent, unless it is committed or released before. The default is 1h.");

    private readonly Option<string> _id = new("--id")
    {
        Description = "The id of the reservation, such as the job's. The same id with the same amount is reserved once. The default is a new id.",
        HelpName = "id",
    };

    private readonly Option<string> _note = new("--note") { Description = "A note for 'quotakit holds'.", HelpName = "text" };

    private readonly Option<bool> _allowUnknown = new("--allow-unknown")
    {
        Description = "Reserve even when it is unknown how much is left.",
        Arity = ArgumentArity.Zero,
    };

    public void AddTo(Command command)
    {
        _need.Required = true;
        foreach (var name in (Option<string>[])[_balance, _budget, _slot, _id])
            name.Validators.Add(RejectEmpty);
        command.Add(_need);
        command.Add(_balance);
        command.Add(_budget);
        command.Add(_slot);
        command.Add(_lease);
        command.Add(_id);
        command.Add(_note);
        command.Add(_allowUnknown);
    }

    /// <summary>Rejects an empty name, for example because a script did not set its variable.</summary>
    private static void RejectEmpty(OptionResult result)
    {
        if (result.Tokens is [{ Value: "" }])
            result.AddError($"{result.Option.Name} must not be empty. Leave it out, or write a {result.Option.HelpName}.");
    }

    public QuotaNeed ReadNeed(ParseResult parsed)
    {
        var (amount, unit) = parsed.GetValue(_need)!.Value;
        return new QuotaNeed(amount, unit, parsed.GetValue(_balance), parsed.GetValue(_allowUnknown));
    }

    /// <summary>Creates the spend of an amount in a unit.</summary>
    public QuotaSpend ReadSpend(ParseResult parsed, string account, QuotaUnit unit)
    {
        var need = ReadNeed(parsed);
        return new QuotaSpend(account, need.Amount, unit)
        {
            Balance = need.Balance,
            Budget = parsed.GetValue(_budget),
            Concurrency = parsed.GetValue(_slot),
        };
    }

    public QuotaReserveOptions ReadOptions(ParseResult parsed) => new()
    {
        Id = parsed.GetValue(_id),
        Lease = parsed.GetValue(_lease),
        Note = parsed.GetValue(_note),
        WhenUnknown = parsed.GetValue(_allowUnknown) ? QuotaUnknownPolicy.Allow : QuotaUnknownPolicy.Deny,
    };
}
