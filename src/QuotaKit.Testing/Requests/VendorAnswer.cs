using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>An HTTP answer before it is sent.</summary>
internal sealed record VendorAnswer(int Status, ReadOnlyMemory<byte> Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>False for the statuses that HTTP sends without body and length.</summary>
    public bool AllowsBody => Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);

    public static VendorAnswer Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty, []);

    public static VendorAnswer Text(int status, string text) => Of(status, Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8");

    public static VendorAnswer Json(int status, string json) => Of(status, Encoding.UTF8.GetBytes(json), "application/json");

    public static VendorAnswer Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _writerOptions))
            write(writer);
        return Of(StatusCodes.Status200OK, stream.ToArray(), "application/json");
    }

    public static VendorAnswer Of(int status, ReadOnlyMemory<byte> body, string contentType) =>
        new(status, body, [("Content-Type", contentType)]);

    /// <summary>The same answer with these headers; they replace those of the same name.</summary>
    public VendorAnswer With(params IReadOnlyList<(string Name, string Value)> headers) => this with
    {
        Headers =
        [
            .. Headers.Where(old => !headers.Any(header => string.Equals(header.Name, old.Name, StringComparison.OrdinalIgnoreCase))),
            .. headers,
        ],
    };
}
