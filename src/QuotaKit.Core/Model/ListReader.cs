using System.Text.Json;

namespace QuotaKit;

/// <summary>Reads the items of a list in the model's JSON, one after the other.</summary>
internal struct ListReader
{
    private readonly string _path;
    private readonly bool _isWrapped;
    private int _next;

    /// <summary>Enters the list.</summary>
    /// <param name="reader">The reader, positioned at the value.</param>
    /// <param name="path">The list's path for error messages: <c>"balances"</c>.</param>
    public ListReader(ref Utf8JsonReader reader, string path)
    {
        _path = path;
        // Version 0.1.0 wrote {"$id":"2","$values":[…]} for options with ReferenceHandler.Preserve.
        _isWrapped = reader.TokenType == JsonTokenType.StartObject;
        if (_isWrapped)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("$values"u8))
            {
                reader.Read();
                reader.TrySkip();
            }

            reader.Read();
        }

        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"'{path}' is not a list.");
    }

    /// <summary>The current item's path: <c>"balances[0]"</c>.</summary>
    public readonly string Path => $"{_path}[{_next - 1}]";

    /// <summary>Moves to the next item. Returns false, positioned at the end of the list, when there are no more.</summary>
    public bool MoveNext(ref Utf8JsonReader reader)
    {
        _next++;
        if (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            return true;
        while (_isWrapped && reader.TokenType != JsonTokenType.EndObject && reader.Read())
            reader.TrySkip();
        return false;
    }
}
