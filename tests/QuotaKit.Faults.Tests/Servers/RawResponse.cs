using System.IO.Compression;
using System.Text;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Builds HTTP responses byte by byte. Each one closes its connection. Otherwise HttpClient could send a request on a connection that is
/// about to close, and would repeat that request by itself.</summary>
internal static class RawResponse
{
    /// <summary>Returns status 200 with this body and its Content-Length.</summary>
    public static byte[] Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="Ok(string)"/>
    public static byte[] Ok(byte[] body, params string[] headers) => Of("HTTP/1.1 200 OK", [$"Content-Length: {body.Length}", .. headers], body);

    /// <summary>Returns a response with this status line, these headers and this body.</summary>
    public static byte[] Of(string statusLine, string[] headers, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Join("\r\n", [statusLine, "Content-Type: application/json", "Connection: close", .. headers, "", ""])),
        .. body,
    ];

    /// <summary>Returns the head of a status 200 response. The body follows separately.</summary>
    public static byte[] Head(params string[] headers) => Of("HTTP/1.1 200 OK", headers, []);

    /// <summary>Returns status 200 with a chunked body. The text holds the chunks as sent, with their sizes.</summary>
    public static byte[] Chunked(string chunks) => [.. Head("Transfer-Encoding: chunked"), .. Encoding.ASCII.GetBytes(chunks)];

    public static byte[] Gzip(byte[] body) => Compress(body, to => new GZipStream(to, CompressionLevel.Fastest));

    public static byte[] Brotli(byte[] body) => Compress(body, to => new BrotliStream(to, CompressionLevel.Fastest));

    private static byte[] Compress(byte[] body, Func<Stream, Stream> open)
    {
        var compressed = new MemoryStream();
        using (var stream = open(compressed))
            stream.Write(body);
        return compressed.ToArray();
    }
}
