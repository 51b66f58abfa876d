using System.Globalization;
using System.Text.Json;

namespace QuotaKit;

/// <summary>Reads the members of one JSON object of the model. Each error names the member.</summary>
/// <remarks>Unknown members are skipped, because a later version may have written them. Names are found in any letter case, and both by the
/// schema and by the naming policy of the options, so that a stored document can be read with other options than it was written with.</remarks>
internal struct MemberReader
{
    private readonly string[] _known;
    private readonly JsonSerializerOptions _options;
    private readonly string _path;
    private uint _seen;

    /// <summary>Checks that the value is an object.</summary>
    /// <param name="known">The C# names of the members to read; at most 32.</param>
    /// <param name="reader">The reader, positioned at the start of the object.</param>
    /// <param name="options">The options of the serializer.</param>
    /// <param name="path">The object's path for error messages: <c>"balances[0]"</c>; empty for the document itself.</param>
    public MemberReader(string[] known, ref Utf8JsonReader reader, JsonSerializerOptions options, string path = "")
    {
        (_known, _options, _path) = (known, options, path);
        if (reader.TokenType == JsonTokenType.Null)
            throw new JsonException($"'{path}' is null; a value is required.");
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException(path.Length == 0 ? "The document is not a JSON object." : $"'{path}' is not a JSON object.");
    }

    /// <summary>The C# name of the current member.</summary>
    public string Current { get; private set; } = "";

    /// <summary>The current member's path: <c>"balances[0].used"</c>.</summary>
    public readonly string Path => _path.Length == 0 ? NameOf(Current) : $"{_path}.{NameOf(Current)}";

    /// <summary>Moves to the value of the next known member. Returns false at the end of the object.</summary>
    public bool MoveNext(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(reader.GetString()!);
            reader.Read();
            if (index < 0)
            {
                // Not Skip(), which throws for a document that comes from a stream. The serializer has buffered the whole value even then.
                reader.TrySkip();
                continue;
            }

            Current = _known[index];
            if ((_seen & (1u << index)) != 0)
                throw Invalid("occurs twice");
            _seen |= 1u << index;
            return true;
        }

        return false;
    }

    public readonly string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        _ => throw Invalid("is not a string"),
    };

    public readonly decimal? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => number,
        // Options may write numbers as strings.
        JsonTokenType.String when decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Invalid("is not a valid amount"),
    };

    public readonly bool? Flag(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Invalid("is neither true nor false"),
    };

    public readonly DateTimeOffset? Time(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String when reader.TryGetDateTimeOffset(out var time) => time,
        // Version 0.1.0 wrote times with an app's converter. Later versions do not, because such a converter may drop a part, such as the offset.
        _ => AppConverters.Read<DateTimeOffset>(ref reader, _options) ?? throw Invalid("is not a valid time"),
    };

    /// <summary>Returns the value; throws when it is null.</summary>
    public readonly T Required<T>(T? value)
        where T : class =>
        value ?? throw Invalid("is null; a value is required");

    /// <inheritdoc cref="Required{T}(T)"/>
    public readonly T Required<T>(T? value)
        where T : struct =>
        value ?? throw Invalid("is null; a value is required");

    /// <summary>Creates the error for a missing member.</summary>
    public JsonException Missing(string member)
    {
        Current = member;
        return Invalid("is missing");
    }

    /// <summary>Creates the error for an invalid value of the current member.</summary>
    /// <param name="problem">The rest of the sentence that the path begins: <c>"is not a string"</c>.</param>
    public readonly JsonException Invalid(string problem) => new($"'{Path}' {problem}.");

    private readonly string NameOf(string member) => _options.PropertyNamingPolicy?.ConvertName(member) ?? member;

    private readonly int IndexOf(string name)
    {
        for (var i = 0; i < _known.Length; i++)
        {
            if (name.Equals(_known[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        // A policy such as snake_case changes more than letter case.
        for (var i = 0; i < _known.Length; i++)
        {
            if (name.Equals(NameOf(_known[i]), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
