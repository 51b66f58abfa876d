using System.Text.Json;

namespace QuotaKit;

/// <summary>Reads the enum values in the model's JSON. A value that a later version added becomes a warning, not an error.</summary>
/// <param name="warnings">Receives the warnings.</param>
/// <param name="options">The options of the serializer.</param>
internal readonly struct ChoiceReader(List<string> warnings, JsonSerializerOptions options)
{
    private const QuotaFields AllFields = QuotaFields.Used | QuotaFields.Limit | QuotaFields.Remaining;

    /// <summary>Reads a name or a number; returns <paramref name="nearest"/>, with a warning, when the enum has no such value.</summary>
    public T Read<T>(ref Utf8JsonReader reader, in MemberReader member, T nearest)
        where T : struct, Enum
    {
        // A comma is checked first, because .NET's converter reads "Normal, Warning" as the sum of both values.
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

    /// <summary>Reads a list of fields. Unknown fields are left out, with a warning.</summary>
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
        JsonTokenType.Number => throw member.Invalid("is not a name"),
        _ => member.Required(member.Text(ref reader)),
    };

    private void Warn(in MemberReader member, string text, string nearest) => warnings.Add(
        $"'{member.Path}' is '{QuotaText.Quotable(text)}' in the document, which this version of QuotaKit does not know; it is read as {nearest}.");
}
