using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>An object of a vendor's JSON document, read member by member. A member that is missing or null reads as null: unknown.</summary>
/// <remarks>A number may be written as 12, 12.0, 1e3 or "12". A value that is not a number where one belongs is an error that names the
/// member; nothing is guessed.</remarks>
/// <example>
/// <code>
/// decimal? used = document.Root.Number("used"u8);
/// decimal? limit = document.Root.Child("plan"u8)?.Number("limit"u8);
/// </code>
/// </example>
public readonly struct WireObject
{
    private readonly QuotaDocument _document;
    private readonly JsonElement _element;
    private readonly string _path;

    private WireObject(QuotaDocument document, JsonElement element, string path) =>
        (_document, _element, _path) = (document, element, path);

    // Only the default value is empty: it has no document and no members.
    internal bool IsEmpty => _element.ValueKind != JsonValueKind.Object;

    /// <summary>Reads a number that the vendor documents. The snapshot gets a warning when it is missing.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the value is not a number.</exception>
    public decimal? Number(ReadOnlySpan<byte> name)
    {
        var number = NumberIfAny(name);
        if (number is null)
            WarnMissing(name);
        return number;
    }

    /// <summary>Reads an optional number.</summary>
    /// <inheritdoc cref="Number"/>
    public decimal? NumberIfAny(ReadOnlySpan<byte> name) =>
        Find(name, out var value) ? ToNumber(value) ?? throw NotANumber(PathOf(name)) : null;

    /// <summary>Reads a text; null when the member is missing or neither a string nor a number.</summary>
    /// <param name="name">The member's name.</param>
    public string? Text(ReadOnlySpan<byte> name) => !Find(name, out var value) ? null : value.ValueKind switch
    {
        // An error response keeps its kind when a text in it is unreadable: the text is dropped.
        JsonValueKind.String => ToText(value) ?? (_document.IsRefusal ? null : throw _document.Malformed($"'{PathOf(name)}' is not valid text")),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Reads true or false.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the value is neither true nor false.</exception>
    public bool? Flag(ReadOnlySpan<byte> name) => !Find(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw _document.Malformed($"'{PathOf(name)}' is neither true nor false"),
    };

    /// <summary>Reads an ISO 8601 time, in UTC when it has no offset; null, with a warning, when it is not valid.</summary>
    /// <param name="name">The member's name.</param>
    public DateTimeOffset? Time(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out var value))
            return null;
        // Most vendors send UTC, which can be read without a copy. A time without offset would be read as local time here.
        if (value.ValueKind == JsonValueKind.String
            && (IsInUtc(value) && value.TryGetDateTimeOffset(out var time) || IsoTime.TryParse(ToText(value), out time)))
            return time;
        _document.Warn($"'{PathOf(name)}' is not a time.");
        return null;
    }

    /// <summary>Reads an object; null when it is missing or null.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the value is not an object.</exception>
    public WireObject? Child(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? new WireObject(_document, value, PathOf(name))
            : throw _document.Malformed($"'{PathOf(name)}' is not an object");
    }

    /// <summary>Reads an object; null when the member is missing or anything else.</summary>
    /// <param name="name">The member's name.</param>
    public WireObject? ChildIfAny(ReadOnlySpan<byte> name) =>
        Find(name, out var value) && value.ValueKind == JsonValueKind.Object ? new WireObject(_document, value, PathOf(name)) : null;

    /// <summary>Reads a list of objects; empty when it is missing or null.</summary>
    /// <param name="name">The member's name.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the value is not a list of objects.</exception>
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

    /// <summary>Whether a member holds anything, as an error's does: not null, false, an empty text or an empty object.</summary>
    /// <param name="name">The member's name.</param>
    public bool HasContent(ReadOnlySpan<byte> name) => Find(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.False => false,
        JsonValueKind.String => ToText(value) is not "",
        JsonValueKind.Object => value.EnumerateObject().Any(),
        _ => true,
    };

    /// <summary>Warns that a documented member is missing.</summary>
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

    internal WireObject Inner(JsonElement value, string path = "") => new(_document, value, path);

    /// <summary>Converts a value to an amount; null when it is not a number, or beyond 10^27.</summary>
    internal static decimal? ToNumber(JsonElement value)
    {
        var number = 0m;
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out number),
            // TryParse ignores NULs after a number.
            JsonValueKind.String => ToText(value) is { } text && !text.Contains('\0') && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isNumber && Math.Abs(number) <= AmountLimits.Largest ? number : null;
    }

    /// <summary>Reads a string; null when it is half a surrogate pair written as \ud800, which is valid JSON but not a text.</summary>
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

    internal QuotaException NotANumber(string path) => _document.Malformed($"'{path}' is not a valid amount");

    internal string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

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
