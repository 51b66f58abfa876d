using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace QuotaKit.Cli.Parsing;

/// <summary>Creates options that take a number above zero, with a decimal point in every locale.</summary>
/// <remarks>Errors do not quote the argument, because it may be a key.</remarks>
internal static class NumberOption
{
    public static Option<decimal?> Create(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Parse(
            result,
            decimal.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n > 0 ? (decimal?)n : null,
            $"{name} must be a number above zero, such as 12 or 0.5."),
    };

    public static Option<int?> CreateWhole(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Parse(
            result,
            int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? (int?)n : null,
            $"{name} must be a whole number above zero, such as 3."),
    };

    private static T? Parse<T>(ArgumentResult result, T? value, string problem)
        where T : struct
    {
        if (value is null)
            result.AddError(problem);
        return value;
    }
}
