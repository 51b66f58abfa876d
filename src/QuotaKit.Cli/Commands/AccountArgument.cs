using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Completion;

namespace QuotaKit.Cli.Commands;

/// <summary>Creates the positional arguments that take names of accounts.</summary>
internal static class AccountArgument
{
    /// <summary>Creates an argument for any number of accounts, including none.</summary>
    public static Argument<string[]> Many(string description) => Complete(new Argument<string[]>("account")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "account",
    });

    /// <summary>Creates an argument for exactly one account.</summary>
    public static Argument<string> One(string description) => Complete(new Argument<string>("account")
    {
        Description = description,
        HelpName = "account",
    });

    private static Argument<T> Complete<T>(Argument<T> argument)
    {
        argument.Validators.Add(UsageErrors.RejectOptions);
        AccountCompletion.AddTo(argument);
        return argument;
    }
}
