using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

/// <summary>Creates every kind of fault, each with the key in as many places as possible.</summary>
internal static class EchoFaults
{
    private static readonly int[] _statuses =
        [204, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 429, 500, 501, 502, 503, 504, 599];

    private static readonly string[] _headers =
    [
        "X-Request-ID", "x-amzn-RequestId", "Retry-After", "Date", "WWW-Authenticate", "Set-Cookie", "X-Quota-Limit", "X-Quota-Remaining",
        "X-Quota-Reset", "Server", "ETag",
    ];

    public static IEnumerable<(string Name, Fault Fault)> Of(CanaryVendor vendor, KeyCanary canary, bool inAllForms = true)
    {
        foreach (var (name, body) in Bodies(vendor, canary, inAllForms))
            yield return (name, Fault.Status(200, body, Headers(canary)));
        foreach (var status in _statuses)
        {
            foreach (var (index, refusal) in vendor.Refusals.Index())
            {
                var body = Fill(refusal, JavaScriptEncoder.Default.Encode(canary.Value));
                yield return ($"status {status}, body {index}", Fault.Status(status, body, Headers(canary)));
            }
        }

        foreach (var fault in Responses(vendor, canary))
            yield return fault;
    }

    public static string Fill(string document, string echo) => document.Replace(CanaryVendor.Hole, echo, StringComparison.Ordinal);

    /// <summary>Creates a valid document that has every form of the key wherever the vendor may write text.</summary>
    public static string Good(CanaryVendor vendor, KeyCanary canary) =>
        Fill(vendor.Good[0], string.Join(" ", canary.Echoes().Select(e => e.Text)));

    private static IEnumerable<(string Name, string Body)> Bodies(CanaryVendor vendor, KeyCanary canary, bool inAllForms)
    {
        foreach (var (index, document) in vendor.Good.Concat(vendor.Bad).Concat(vendor.Refusals).Index())
        {
            foreach (var (form, echo) in canary.Echoes().Take(inAllForms ? int.MaxValue : 1))
                yield return ($"document {index} with the key {form}", Fill(document, echo));
        }
    }

    private static (string Name, string Value)[] Headers(KeyCanary canary) =>
        [.. _headers.Select(name => (name, canary.Value)), ("Location", $"https://{canary.Value}.example/{canary.Value}?key={canary.Value}#{canary.Value}")];

    private static IEnumerable<(string Name, Fault Fault)> Responses(CanaryVendor vendor, KeyCanary canary)
    {
        var key = canary.Value;
        var echo = JavaScriptEncoder.Default.Encode(key);
        var good = Fill(vendor.Good[0], echo);
        yield return ("two members of the same name", Fault.Body($$"""{"{{echo}}":1,"{{echo}}":2}"""));
        yield return ("not JSON", Fault.Body(key));
        yield return ("a string", Fault.Body($"\"{echo}\""));
        yield return ("truncated in the key", Fault.Body($"{{\"data\":\"{echo}"));
        yield return ("text after the document", Fault.Body(good + key));
        yield return ("invalid UTF-8", Fault.Body([.. Encoding.UTF8.GetBytes(good), 0xC3, 0x28]));
        yield return ("half a surrogate pair", Fault.Body(Fill(vendor.Good[0], $"\\ud800{echo}")));
        yield return ("UTF-16", Fault.Body(Encoding.Unicode.GetBytes(good)));
        yield return ("a byte order mark", Fault.Body([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(good)]));
        yield return ("too deeply nested", Fault.Body(string.Concat(Enumerable.Repeat($"{{\"{echo}\":", 40)) + "1" + new string('}', 40)));
        yield return ("plain text", Fault.Body(good, "text/plain; charset=nobody-knows"));
        yield return ("a content type with the key", Fault.Body(good, $"text/{Uri.EscapeDataString(key)}"));
        yield return ("a web page", Fault.Body($"<html><title>{key}</title></html>", "text/html"));
        yield return ("a web page with 502", Fault.Body($"<html><title>{key}</title></html>", "text/html", 502));
        foreach (var status in new[] { 401, 403, 404, 407, 429, 503 })
        {
            yield return ($"a gateway's page with {status}", Fault.Status(status, $"<html><h1>{key}</h1></html>", Headers(canary)));
            var body = $$"""{"message":"no Route matched for {{echo}}","request_id":"{{echo}}"}""";
            yield return ($"a gateway's JSON with {status}", Fault.Status(status, body, Headers(canary)));
            yield return ($"the key as content encoding with {status}", Fault.Status(status, good, ("Content-Encoding", $"br, {Uri.EscapeDataString(key)}")));
        }

        yield return ("too large", Fault.Body(good + string.Concat(Enumerable.Repeat(key, (1024 * 1024 / key.Length) + 1))));
        yield return ("too large with 400", Fault.Body(string.Concat(Enumerable.Repeat(key, (1024 * 1024 / key.Length) + 1)), status: 400));
        yield return ("invalid gzip", Fault.Status(200, good, ("Content-Encoding", "gzip")));
        yield return ("the key as content encoding", Fault.Status(200, good, ("Content-Encoding", Uri.EscapeDataString(key))));
        yield return ("reset", Fault.Reset());
        yield return ("reset in the middle", Fault.ResetMidBody());
        yield return ("truncated", Fault.Truncate());
        yield return ("garbage", Fault.Garbage());
    }

    /// <summary>Creates responses that are not valid HTTP. HttpClient quotes them in its exceptions.</summary>
    public static IEnumerable<(string Name, Fault Fault)> OnTheWire(KeyCanary canary)
    {
        var key = canary.Value;
        yield return ("a status line with the key", Raw($"{key}\r\n\r\n"));
        yield return ("a version with the key", Raw($"HTTP/{key} 200 OK\r\n\r\n"));
        yield return ("a status with the key", Raw($"HTTP/1.1 {key} OK\r\n\r\n"));
        yield return ("a reason with the key", Raw($"HTTP/1.1 401 {key}\r\nContent-Length: 0\r\n\r\n"));
        yield return ("a header line with the key", Raw($"HTTP/1.1 200 OK\r\n{key}\r\n\r\n"));
        yield return ("a header name with the key", Raw($"HTTP/1.1 200 OK\r\n{key} x: 1\r\n\r\n"));
        yield return ("a header value with the key and NUL", Raw($"HTTP/1.1 200 OK\r\nX-Request-ID: {key}\0\r\nContent-Length: 2\r\n\r\n{{}}"));
        yield return ("a length with the key", Raw($"HTTP/1.1 200 OK\r\nContent-Length: {key}\r\n\r\n{{}}"));
        yield return ("a chunk with the key", Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{key}\r\n{key}"));
        yield return ("the end of a chunk with the key", Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}{key}\r\n0\r\n\r\n"));
        yield return ("a trailer with the key", Raw($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n{key}\r\n\r\n"));
        var headers = string.Concat(Enumerable.Range(0, 2000).Select(i => $"x{i}: {key}\r\n"));
        yield return ("too many headers with the key", Raw($"HTTP/1.1 200 OK\r\n{headers}\r\n"));
        yield return ("a body that ends too early", Raw($"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{key}"));
        var host = key.Replace("\\", "", StringComparison.Ordinal);
        yield return ("a redirect to a host that is the key", Raw($"HTTP/1.1 302 Found\r\nLocation: https://{host}/x\r\nContent-Length: 0\r\n\r\n"));
        yield return (
            "a redirect to a host with the key and a port",
            Raw($"HTTP/1.1 307 Found\r\nLocation: //user:{key}@{key}:81/x\r\nContent-Length: 0\r\n\r\n"));
        yield return ("truncated gzip", Raw([.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), .. Gzip(key)[..^6]]));
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static Fault Raw(string text) => Raw(Encoding.Latin1.GetBytes(text));

    private static Fault Raw(byte[] bytes) => Fault.Raw(bytes);
}
