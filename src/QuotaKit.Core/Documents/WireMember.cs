using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>One member of a <see cref="WireObject"/>, for documents whose names are not all known.</summary>
public readonly struct WireMember
{
    private readonly WireObject _owner;
    private readonly JsonProperty _property;

    internal WireMember(WireObject owner, JsonProperty property) => (_owner, _property) = (owner, property);

    /// <summary>The member's name, as the vendor writes it.</summary>
    public string Name => _property.Name;

    /// <summary>Whether that is its name. Allocates nothing, as reading <see cref="Name"/> does.</summary>
    /// <param name="name">The name.</param>
    public bool Is(ReadOnlySpan<byte> name) => _property.NameEquals(name);

    /// <summary>Whether it is written as a number.</summary>
    public bool IsNumber => _property.Value.ValueKind == JsonValueKind.Number;

    /// <summary>The text that it holds; null when it is no string.</summary>
    public string? AsText() => _property.Value.ValueKind == JsonValueKind.String ? WireObject.ToText(_property.Value) : null;

    /// <summary>The texts that it holds: itself, or the strings of a list and of the lists in it.</summary>
    public IEnumerable<string> AsTexts() => TextsOf(_property.Value);

    /// <summary>The object that it holds; null when it is anything else.</summary>
    public WireObject? AsObject() =>
        _property.Value.ValueKind == JsonValueKind.Object ? _owner.Inner(_property.Value, Name) : null;

    /// <summary>The number that it holds, written as a number or as a text; null when it is anything else.</summary>
    public decimal? AsNumberIfAny() => WireObject.ToNumber(_property.Value);

    /// <summary>The number that it holds; null when it is null.</summary>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: it holds something that is no number.</exception>
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
