using System.Globalization;
using System.Text.Json;

namespace QuotaKit;

/// <summary>Reads the members of one JSON object of the model. Each error names the member.</summary>
/// <remarks>Members that are not known are skipped: a later version wrote them. Letter case does not matter, and the names of the schema are
/// read under every naming policy, so that a stored document does not depend on the options of its reader.</remarks>
internal struct MemberReader
{
    private readonly string[] _known;
    private readonly JsonSerializerOptions _options;
    private readonly string _path;
    private uint _seen;

    /// <param name="known">The members, by their names in C#; at most 32.</param>
    /// <param name="reader">The reader, at the beginning of the object.</param>
    /// <param name="options">The options in force.</param>
    /// <param name="path">Where the object is: <c>"balances[0]"</c>; empty for the outermost.</param>
    public MemberReader(string[] known, ref Utf8JsonReader reader, JsonSerializerOptions options, string path = "")
    {
        (_known, _options, _path) = (known, options, path);
        if (reader.TokenType == JsonTokenType.Null)
            throw new JsonException($"'{path}' is null; a value is required.");
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException(path.Length == 0 ? "The document is not a JSON object." : $"'{path}' is not a JSON object.");
    }

    /// <summary>The member at hand, by its name in C#.</summary>
    public string Current { get; private set; } = "";

    public readonly string Path => _path.Length == 0 ? NameOf(Current) : $"{_path}.{NameOf(Current)}";

    /// <summary>Goes to the value of the next known member.</summary>
    public bool MoveNext(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(reader.GetString()!);
            reader.Read();
            if (index < 0)
            {
                // Not Skip(), which refuses when the document comes from a stream; the value is there as a whole even then.
                reader.TrySkip();
                continue;
            }

            Current = _known[index];
            if ((_seen & (1u << index)) != 0)
                throw Refusal("is there twice");
            _seen |= 1u << index;
            return true;
        }

        return false;
    }

    public readonly string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        _ => throw Refusal("is not a string"),
    };

    public readonly decimal? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => number,
        // As options that write numbers as strings have it.
        JsonTokenType.String when decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Refusal("is not a valid amount"),
    };

    public readonly bool? Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Refusal("is neither true nor false"),
    };

    public readonly DateTimeOffset? Time(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String when reader.TryGetDateTimeOffset(out var time) => time,
        // As the first version wrote it with an app's converter. This one writes times as they are: such a converter may lose part of them.
        _ => AppConverters.Read<DateTimeOffset>(ref reader, _options) ?? throw Refusal("is not a valid time"),
    };

    /// <summary>The value, which must be there and not null.</summary>
    public readonly T Required<T>(T? value)
        where T : class =>
        value ?? throw Refusal("is null; a value is required");

    /// <inheritdoc cref="Required{T}(T)"/>
    public readonly T Required<T>(T? value)
        where T : struct =>
        value ?? throw Refusal("is null; a value is required");

    /// <summary>The error of a member that is not there.</summary>
    public JsonException Missing(string member)
    {
        Current = member;
        return Refusal("is missing");
    }

    /// <summary>The error of the member at hand.</summary>
    /// <param name="what">What is wrong with it.</param>
    public readonly JsonException Refusal(string what) => new($"'{Path}' {what}.");

    private readonly string NameOf(string member) => _options.PropertyNamingPolicy?.ConvertName(member) ?? member;

    private readonly int IndexOf(string name)
    {
        for (var i = 0; i < _known.Length; i++)
        {
            if (name.Equals(_known[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        // As snake_case, which differs by more than letter case.
        for (var i = 0; i < _known.Length; i++)
        {
            if (name.Equals(NameOf(_known[i]), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
