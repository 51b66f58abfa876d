using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QuotaKit.Http;

/// <summary>Copies a document without some of its members.</summary>
internal static class DocumentCopy
{
    // The copy is shown as JSON, never within HTML: the vendor's letters stay readable.
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies an object.</summary>
    /// <param name="root">The object.</param>
    /// <param name="size">The size to expect, in bytes.</param>
    /// <param name="leaveOut">Whether to leave a member out, wherever it is.</param>
    public static byte[] Without(WireObject root, int size, Func<WireMember, bool> leaveOut)
    {
        var copy = new ArrayBufferWriter<byte>(Math.Max(size, 1));
        using (var writer = new Utf8JsonWriter(copy, _readable))
            Write(writer, root, leaveOut);
        return copy.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, WireObject owner, Func<WireMember, bool> leaveOut)
    {
        writer.WriteStartObject();
        foreach (var member in owner.Members())
        {
            if (leaveOut(member))
                continue;
            writer.WritePropertyName(member.Name);
            Write(writer, owner, member.Value, leaveOut);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, WireObject owner, JsonElement value, Func<WireMember, bool> leaveOut)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // Without a path: a long name above a long list would be copied for each item.
                Write(writer, owner.Inner(value), leaveOut);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, owner, item, leaveOut);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
