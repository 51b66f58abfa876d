using System.CommandLine;
using System.Globalization;

namespace QuotaKit.Cli.Parsing;

/// <summary>Creates the option <c>--actual</c>: an amount of zero or more.</summary>
internal static class ActualOption
{
    public static Option<decimal?> Create() => new("--actual")
    {
        Description = "The amount that was really spent, in the unit of the reservation. The default is the reserved amount.",
        HelpName = "amount",
        CustomParser = result =>
        {
            if (decimal.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return amount;
            // The argument is not quoted, because it may be a key.
            result.AddError("--actual must be a number of zero or more without a unit, such as 11.5.");
            return null;
        },
    };
}
