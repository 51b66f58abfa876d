using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>Reads all numbers and texts of a document, independently of QuotaKit's code.</summary>
internal sealed partial class NumberOracle
{
    // Larger than any amount in a snapshot, and small enough that additions do not overflow.
    private const decimal LargestKnown = 2e28m;

    private readonly List<decimal> _numbers = [];
    private readonly List<string> _texts = [];

    public NumberOracle(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Number:
                    AddNumber(System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
                case JsonTokenType.String when TextOf(ref reader) is { } text:
                    _texts.Add(text);
                    // A number in quotes counts, but not a text that only starts with a number.
                    if (NumberText().IsMatch(text))
                        AddNumber(text);
                    break;
            }
        }
    }

    public bool HasText(string text) => _texts.Contains(text, StringComparer.Ordinal);

    /// <summary>Returns whether the document has the number times the divisor.</summary>
    public bool Has(decimal number, decimal divisor = 1) => _numbers.Exists(n => AreEqual(n / divisor, number));

    /// <summary>Returns whether the document has this time. A dot without digits after the seconds is allowed.</summary>
    public bool HasTime(DateTimeOffset time) => _texts.Exists(t =>
        DateTimeOffset.TryParse(EmptyFraction().Replace(t, ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other) && other == time);

    /// <summary>Returns whether the numbers are equal within the precision of a decimal, which has 28 digits.</summary>
    public static bool AreEqual(decimal a, decimal b) => Math.Abs(a - b) <= Math.Max(Math.Abs(a), Math.Abs(b)) * 1e-26m;

    private void AddNumber(string text)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < LargestKnown)
            _numbers.Add(number);
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\.(?=[Z+-]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyFraction();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberText();
}
