using System.IO.Compression;
using System.Text;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Answers as they go onto the wire. Each closes its connection, so that no request is ever sent on one that is about to end:
/// HttpClient would repeat that request by itself.</summary>
internal static class RawAnswer
{
    /// <summary>Status 200 with a document and its length.</summary>
    public static byte[] Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="Ok(string)"/>
    public static byte[] Ok(byte[] body, params string[] headers) => Of("HTTP/1.1 200 OK", [$"Content-Length: {body.Length}", .. headers], body);

    /// <summary>Any status line, headers and body.</summary>
    public static byte[] Of(string statusLine, string[] headers, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Join("\r\n", [statusLine, "Content-Type: application/json", "Connection: close", .. headers, "", ""])),
        .. body,
    ];

    /// <summary>The head of a status 200, for a body that follows.</summary>
    public static byte[] Head(params string[] headers) => Of("HTTP/1.1 200 OK", headers, []);

    /// <summary>Status 200 with a body in chunks, as they go onto the wire.</summary>
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
