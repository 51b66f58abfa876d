using System.CommandLine;
using System.Globalization;

namespace QuotaKit.Cli.Parsing;

/// <summary>Creates options that take an amount above zero, with or without a unit: <c>12</c>, <c>12credits</c>, <c>"12 min"</c>, <c>12$</c>.</summary>
/// <remarks>Errors do not quote the argument, because it may be a key.</remarks>
internal static class NeedOption
{
    private const int LongestUnit = 24;

    public static Option<(decimal Amount, QuotaUnit? Unit)?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "amount",
        CustomParser = result =>
        {
            var need = Parse(result.Tokens[0].Value);
            if (need is null)
                result.AddError($"{name} must be a number above zero, with or without a unit, such as 12, 0.5 or 12credits.");
            return need;
        },
    };

    /// <summary>Parses an amount; null when the text is anything else.</summary>
    internal static (decimal Amount, QuotaUnit? Unit)? Parse(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = text[digits..].Trim(' ');
        if (!decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount <= 0)
            return null;
        return unit.Length == 0 ? (amount, null) : UnitOf(unit) is { } known ? (amount, known) : null;
    }

    /// <summary>Returns whether several vendors use the unit. An account without a balance in such a unit does not mean that the unit is a typo.</summary>
    public static bool IsKnown(QuotaUnit unit) =>
        unit == QuotaUnit.Credits || unit == QuotaUnit.Minutes || unit == QuotaUnit.Requests
        || unit == QuotaUnit.Videos || unit == QuotaUnit.Images || unit == QuotaUnit.Usd;

    private static QuotaUnit? UnitOf(string text) => text.ToLowerInvariant() switch
    {
        "credits" or "credit" or "cr" => QuotaUnit.Credits,
        "minutes" or "minute" or "min" => QuotaUnit.Minutes,
        "requests" or "request" or "req" => QuotaUnit.Requests,
        "videos" or "video" => QuotaUnit.Videos,
        "images" or "image" => QuotaUnit.Images,
        "usd" or "us$" or "$" => QuotaUnit.Usd,
        // A vendor's own unit. A single letter is more likely a typo, such as 12k or 1e3.
        { Length: > 1 and <= LongestUnit } other when other.All(c => char.IsLetter(c) || c is '_' or '-') && char.IsLetter(other[0]) => QuotaUnit.Of(text),
        _ => null,
    };
}
