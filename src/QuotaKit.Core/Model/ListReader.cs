using System.Text.Json;

namespace QuotaKit;

/// <summary>Goes through the items of a list in the model's JSON.</summary>
internal struct ListReader
{
    private readonly string _path;
    private readonly bool _isWrapped;
    private int _next;

    /// <param name="reader">The reader, at the value.</param>
    /// <param name="path">Where the list is: <c>"balances"</c>.</param>
    public ListReader(ref Utf8JsonReader reader, string path)
    {
        _path = path;
        // ReferenceHandler.Preserve, with which the first version wrote {"$id":"2","$values":[…]}.
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

    /// <summary>Where the item at hand is: <c>"balances[0]"</c>.</summary>
    public readonly string Path => $"{_path}[{_next - 1}]";

    /// <summary>Goes to the next item; behind the last one, to the end of the list.</summary>
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
