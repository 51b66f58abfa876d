using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>An HTTP response that a vendor sends.</summary>
internal sealed record VendorResponse(int Status, ReadOnlyMemory<byte> Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether HTTP allows a body with this status.</summary>
    public bool AllowsBody => Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);

    public static VendorResponse Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty, []);

    public static VendorResponse Text(int status, string text) => Of(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    public static VendorResponse Json(int status, string json) => Of(status, Encoding.UTF8.GetBytes(json), "application/json");

    public static VendorResponse Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _writerOptions))
            write(writer);
        return Of(StatusCodes.Status200OK, stream.ToArray(), "application/json");
    }

    public static VendorResponse Of(int status, ReadOnlyMemory<byte> body, string contentType) =>
        new(status, body, [("Content-Type", contentType)]);

    /// <summary>Copies the response with these headers, which replace those of the same name.</summary>
    public VendorResponse With(params IReadOnlyList<(string Name, string Value)> headers) => this with
    {
        Headers =
        [
            .. Headers.Where(old => !headers.Any(header => string.Equals(header.Name, old.Name, StringComparison.OrdinalIgnoreCase))),
            .. headers,
        ],
    };
}
