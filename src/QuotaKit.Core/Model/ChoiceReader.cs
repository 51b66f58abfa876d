using System.Text.Json;

namespace QuotaKit;

/// <summary>Reads enum values of the model's JSON. A value that a later version has added is no error, but a warning.</summary>
/// <param name="warnings">Takes the warnings.</param>
/// <param name="options">The options in force.</param>
internal readonly struct ChoiceReader(List<string> warnings, JsonSerializerOptions options)
{
    private const QuotaFields AllFields = QuotaFields.Used | QuotaFields.Limit | QuotaFields.Remaining;

    /// <summary>The value of that name or number; <paramref name="nearest"/> when there is none.</summary>
    public T Read<T>(ref Utf8JsonReader reader, in MemberReader member, T nearest)
        where T : struct, Enum
    {
        // .NET's own converter would read "Normal, Warning" as the sum of both.
        var isOne = reader.TokenType != JsonTokenType.String || !reader.GetString()!.Contains(',', StringComparison.Ordinal);
        if (isOne && AppConverters.Read<T>(ref reader, options) is { } own && Enum.IsDefined(own))
            return own;
        var text = TextOf(ref reader, member);
        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase) || text == value.ToString("D"))
                return value;
        }

        Warn(member, text, nearest.ToString());
        return nearest;
    }

    /// <summary>Those of the fields that are known.</summary>
    public QuotaFields ReadFields(ref Utf8JsonReader reader, in MemberReader member)
    {
        if (AppConverters.Read<QuotaFields>(ref reader, options) is { } own && (own & ~AllFields) == 0)
            return own;
        var text = TextOf(ref reader, member);
        var known = QuotaFields.None;
        var isKnown = true;
        foreach (var name in text.Split(','))
        {
            var isField = Enum.TryParse<QuotaFields>(name, ignoreCase: true, out var field);
            known |= field & AllFields;
            isKnown &= isField && (field & ~AllFields) == 0;
        }

        if (!isKnown)
            Warn(member, text, known.ToString());
        return known;
    }

    private static string TextOf(ref Utf8JsonReader reader, in MemberReader member) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out var number) => $"{number}",
        JsonTokenType.Number => throw member.Refusal("is not a name"),
        _ => member.Required(member.Text(ref reader)),
    };

    private void Warn(in MemberReader member, string text, string nearest) =>
        warnings.Add($"'{member.Path}' is '{QuotaText.Quotable(text)}' in the document, which this version of QuotaKit does not know; it is read as {nearest}.");
}
