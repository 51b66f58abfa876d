using System.Text;
using System.Text.Json;

namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>A good document with the positions of its values, names and members.</summary>
internal sealed class JsonSeed
{
    private readonly List<Range> _values = [];
    private readonly List<Range> _names = [];
    private readonly List<Range> _members = [];

    public JsonSeed(string json)
    {
        Text = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(Text);
        reader.Read();
        Walk(ref reader);
    }

    public byte[] Text { get; }

    /// <summary>All values, including nested ones.</summary>
    public IReadOnlyList<Range> Values => _values;

    /// <summary>The names of all members, with their quotes.</summary>
    public IReadOnlyList<Range> Names => _names;

    /// <summary>All members, each from its name to the end of its value.</summary>
    public IReadOnlyList<Range> Members => _members;

    private void Walk(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var nameStart = (int)reader.TokenStartIndex;
                    _names.Add(new Range(nameStart, nameStart + reader.ValueSpan.Length + 2));
                    reader.Read();
                    Walk(ref reader);
                    _members.Add(new Range(nameStart, (int)reader.BytesConsumed));
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Walk(ref reader);
                break;
        }

        _values.Add(new Range(start, (int)reader.BytesConsumed));
    }
}
