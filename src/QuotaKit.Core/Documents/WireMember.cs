using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>One member of a <see cref="WireObject"/>, for documents whose member names are not all known.</summary>
public readonly struct WireMember
{
    private readonly WireObject _owner;
    private readonly JsonProperty _property;

    internal WireMember(WireObject owner, JsonProperty property) => (_owner, _property) = (owner, property);

    /// <summary>The member's name, as the vendor writes it.</summary>
    public string Name => _property.Name;

    /// <summary>Whether this is the member's name. Unlike reading <see cref="Name"/>, this allocates nothing.</summary>
    /// <param name="name">The name to compare with.</param>
    public bool Is(ReadOnlySpan<byte> name) => _property.NameEquals(name);

    /// <summary>Whether the value is written as a JSON number.</summary>
    public bool IsNumber => _property.Value.ValueKind == JsonValueKind.Number;

    /// <summary>Reads a string; null when the value is anything else.</summary>
    public string? AsText() => _property.Value.ValueKind == JsonValueKind.String ? WireObject.ToText(_property.Value) : null;

    /// <summary>Reads all strings: the value itself, or the strings of a list and of the lists in it. Other values are left out.</summary>
    public IEnumerable<string> AsTexts() => TextsOf(_property.Value);

    /// <summary>Reads an object; null when the value is anything else.</summary>
    public WireObject? AsObject() =>
        _property.Value.ValueKind == JsonValueKind.Object ? _owner.Inner(_property.Value, _owner.PathOf(Name)) : null;

    /// <summary>Reads a number, written as a number or as a text; null when the value is anything else.</summary>
    public decimal? AsNumberIfAny() => WireObject.ToNumber(_property.Value);

    /// <summary>Reads a number, written as a number or as a text; null when the value is null.</summary>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the value is not a number.</exception>
    public decimal? AsNumber() =>
        _property.Value.ValueKind == JsonValueKind.Null
        ? null
        : WireObject.ToNumber(_property.Value) ?? throw _owner.NotANumber(_owner.PathOf(Name));

    internal JsonElement Value => _property.Value;

    private static IEnumerable<string> TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => WireObject.ToText(value) is { } text ? [text] : [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsOf),
        _ => [],
    };
}
