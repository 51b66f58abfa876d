using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>A JSON object of a vendor's, read member by member. A member that is missing or null is unknown, and so null here.</summary>
/// <remarks>A number may be written as 12, 12.0, 1e3 or "12". What cannot be a number where one belongs is an error that names the member:
/// nothing is guessed.</remarks>
public readonly struct WireObject
{
    // Beyond this, two amounts could no longer be added; no vendor sells as much.
    private const decimal LargestAmount = 1e27m;

    private readonly QuotaDocument _document;
    private readonly JsonElement _element;
    private readonly string _path;

    private WireObject(QuotaDocument document, JsonElement element, string path) =>
        (_document, _element, _path) = (document, element, path);

    // Only 'default' is: an object of no document, which has no members and nobody to warn.
    internal bool IsEmpty => _element.ValueKind != JsonValueKind.Object;

    /// <summary>A number that the vendor documents: without it, the snapshot gets a warning.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the member is there and is no number.</exception>
    public decimal? Number(ReadOnlySpan<byte> name)
    {
        var number = NumberIfAny(name);
        if (number is null)
            WarnMissing(name);
        return number;
    }

    /// <summary>A number that need not be there.</summary>
    /// <inheritdoc cref="Number"/>
    public decimal? NumberIfAny(ReadOnlySpan<byte> name) =>
        Find(name, out var value) ? ToNumber(value) ?? throw NotANumber(PathOf(name)) : null;

    /// <summary>A text; null when the member is missing or anything but a string or a number.</summary>
    /// <param name="name">The member's name.</param>
    public string? Text(ReadOnlySpan<byte> name) => !Find(name, out var value) ? null : value.ValueKind switch
    {
        // A refusal stays the refusal that it is when its words cannot be read.
        JsonValueKind.String => ToText(value) ?? (_document.IsRefusal ? null : throw _document.Malformed($"'{PathOf(name)}' is not valid text")),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A truth value.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the member is there and neither true nor false.</exception>
    public bool? Flag(ReadOnlySpan<byte> name) => !Find(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw _document.Malformed($"'{PathOf(name)}' is neither true nor false"),
    };

    /// <summary>An ISO 8601 time, UTC where it has no offset; null, with a warning, when it cannot be read.</summary>
    /// <param name="name">The member's name.</param>
    public DateTimeOffset? Time(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out var value))
            return null;
        // Most vendors send it in UTC, which can be read without a copy. Without an offset, it would be taken for the time here.
        if (value.ValueKind == JsonValueKind.String
            && (IsInUtc(value) && value.TryGetDateTimeOffset(out var time) || IsoTime.TryParse(ToText(value), out time)))
            return time;
        _document.Warn($"'{PathOf(name)}' is not a time.");
        return null;
    }

    /// <summary>An object within this one; null when it is missing or null.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the member is there and is no object.</exception>
    public WireObject? Child(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? new WireObject(_document, value, PathOf(name))
            : throw _document.Malformed($"'{PathOf(name)}' is not an object");
    }

    /// <summary>An object within this one; null when the member is missing or anything else.</summary>
    /// <param name="name">The member's name.</param>
    public WireObject? ChildIfAny(ReadOnlySpan<byte> name) =>
        Find(name, out var value) && value.ValueKind == JsonValueKind.Object ? new WireObject(_document, value, PathOf(name)) : null;

    /// <summary>The objects of a list; none when it is missing or null.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the member is there and is no list of objects.</exception>
    public IReadOnlyList<WireObject> Children(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out var value))
            return [];
        var path = PathOf(name);
        if (value.ValueKind != JsonValueKind.Array)
            throw _document.Malformed($"'{path}' is not a list");

        var children = new List<WireObject>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{children.Count}]");
            children.Add(item.ValueKind == JsonValueKind.Object
                ? new WireObject(_document, item, itemPath)
                : throw _document.Malformed($"'{itemPath}' is not an object"));
        }

        return children;
    }

    /// <summary>Whether there is a member of that name that is not null.</summary>
    /// <param name="name">The member's name.</param>
    public bool IsSet(ReadOnlySpan<byte> name) => Find(name, out _);

    /// <summary>Whether a member holds anything, as the one of an error does: not null, false, an empty text or an empty object.</summary>
    /// <param name="name">The member's name.</param>
    public bool HasContent(ReadOnlySpan<byte> name) => Find(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.False => false,
        JsonValueKind.String => ToText(value) is not "",
        JsonValueKind.Object => value.EnumerateObject().Any(),
        _ => true,
    };

    /// <summary>Notes that a member which the vendor documents is not there.</summary>
    /// <param name="name">The member's name.</param>
    public void WarnMissing(ReadOnlySpan<byte> name)
    {
        if (!IsEmpty)
            _document.Warn($"'{PathOf(name)}' is missing.");
    }

    /// <summary>All members, in the document's order.</summary>
    public WireMembers Members() => new(this, IsEmpty ? default : _element.EnumerateObject());

    internal static WireObject? Of(QuotaDocument document, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? new WireObject(document, element, "") : null;

    internal void WriteTo(Utf8JsonWriter writer, Func<WireMember, bool> leaveOut)
    {
        writer.WriteStartObject();
        foreach (var member in Members())
        {
            if (leaveOut(member))
                continue;
            writer.WritePropertyName(member.Name);
            WriteTo(writer, member.Value, leaveOut);
        }

        writer.WriteEndObject();
    }

    internal WireObject Inner(JsonElement value, string name) => new(_document, value, PathOf(name));

    /// <summary>The amount; null for what cannot be one.</summary>
    internal static decimal? ToNumber(JsonElement value)
    {
        var number = 0m;
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out number),
            // TryParse takes NULs behind a number for the end of the text; in a document they make it no number.
            JsonValueKind.String => ToText(value) is { } text && !text.Contains('\0') && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isNumber && Math.Abs(number) <= LargestAmount ? number : null;
    }

    /// <summary>The text; null for half a surrogate pair written as \ud800, which is valid UTF-8 and yet no text.</summary>
    internal static string? ToText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    internal void ThrowIfCancelled() => _document?.CancellationToken.ThrowIfCancellationRequested();

    internal QuotaException NotANumber(string path) => _document.Malformed($"'{path}' is not a number that an amount can be");

    internal string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private void WriteTo(Utf8JsonWriter writer, JsonElement value, Func<WireMember, bool> leaveOut)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // Without a path: a long name above a long list would be copied for each item.
                new WireObject(_document, value, "").WriteTo(writer, leaveOut);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    WriteTo(writer, item, leaveOut);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsInUtc(JsonElement time)
    {
        const int longest = 30;
        var raw = JsonMarshal.GetRawUtf8Value(time);
        return raw is [.., (byte)'Z', (byte)'"'] && raw.Length <= longest && !raw.Contains((byte)'\\');
    }

    private string PathOf(ReadOnlySpan<byte> name) => PathOf(Encoding.UTF8.GetString(name));

    private bool Find(ReadOnlySpan<byte> name, out JsonElement value)
    {
        value = default;
        return !IsEmpty && _element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }
}
