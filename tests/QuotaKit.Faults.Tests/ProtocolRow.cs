using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 13 of docs/faults.md: responses that are not valid HTTP, or hold no document.</summary>
public sealed class ProtocolRow : RawRowTest
{
    private const string Words = "words-of-the-body";

    private static readonly byte[] _document = Encoding.ASCII.GetBytes($$"""{"note":"{{Words}}, {{Words}}, {{Words}}"}""");

    private static readonly Dictionary<string, byte[]> _responses = new()
    {
        ["not gzip"] = RawResponse.Ok(_document, "Content-Encoding: gzip"),
        ["gzip with a wrong byte"] = RawResponse.Ok(Corrupted(RawResponse.Gzip(_document)), "Content-Encoding: gzip"),
        ["truncated gzip"] = RawResponse.Ok(RawResponse.Gzip(_document)[..^15], "Content-Encoding: gzip"),
        ["not deflate"] = RawResponse.Ok(_document, "Content-Encoding: deflate"),
        ["chunk size of letters"] = RawResponse.Chunked($"{Words}\r\n{{}}\r\n0\r\n\r\n"),
        ["chunk size below zero"] = RawResponse.Chunked("-2\r\n{}\r\n0\r\n\r\n"),
        ["chunk size above 64 bits"] = RawResponse.Chunked("FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
        ["chunk longer than its size"] = RawResponse.Chunked($"2\r\n{{}}{Words}\r\n0\r\n\r\n"),
        ["bad status line"] = Encoding.ASCII.GetBytes($"{Words}\r\n\r\n"),
        ["status of letters"] = RawResponse.Of($"HTTP/1.1 {Words}", [], []),
        ["status of four digits"] = RawResponse.Of("HTTP/1.1 2000 OK", [], []),
        ["header without a colon"] = RawResponse.Of("HTTP/1.1 200 OK", [Words], _document),
        ["empty"] = RawResponse.Ok(""),
        ["empty, and closed"] = RawResponse.Head(),
        ["empty, in chunks"] = RawResponse.Chunked("0\r\n\r\n"),
        ["white space"] = RawResponse.Ok(" \r\n\t"),
        ["204"] = RawResponse.Of("HTTP/1.1 204 No Content", [], []),
        ["205"] = RawResponse.Of("HTTP/1.1 205 Reset Content", ["Content-Length: 0"], []),
        ["HTML"] = RawResponse.Of("HTTP/1.1 200 OK", ["Content-Type: text/html"], Encoding.ASCII.GetBytes($"<!DOCTYPE html><p>{Words}</p>")),
        ["HTML called JSON"] = RawResponse.Ok($"\ufeff\r\n <html>{Words}</html>"),
    };

    public static MatrixTheoryData<string, Made, string> Responses => ProvidersWith(_responses.Keys);

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Row13_Invalid_response_is_a_protocol_error(string id, Made made, string what)
    {
        await using var server = RawServer.Answering(_responses[what]);

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Protocol, 3, true), (error.Kind, server.RequestCount, error.IsTransient));
        Assert.DoesNotContain(Words, error.Message, StringComparison.Ordinal);
        Assert.Null(error.VendorMessage);
    }

    /// <summary>A gateway that is configured to encode does so again on a retry, so the call fails after one request.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row13_Unrequested_encoding_is_not_retried(string id, Made made)
    {
        byte[][] responses =
        [
            RawResponse.Ok(RawResponse.Gzip(RawResponse.Gzip(_document)), "Content-Encoding: gzip, gzip"),
            RawResponse.Ok(RawResponse.Brotli(_document), "Content-Encoding: br"),
            RawResponse.Ok([0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58], "Content-Encoding: zstd"),
        ];

        foreach (var response in responses)
        {
            await using var server = RawServer.Answering(response);
            var error = await FailureAsync(id, made, server);

            Assert.Equal((QuotaErrorKind.Protocol, 1, false), (error.Kind, server.RequestCount, error.IsTransient));
        }
    }

    /// <summary>HttpClient quotes an unreadable line in its exception. The line may hold the key.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row13_Unreadable_line_with_the_key_is_not_quoted(string id, Made made)
    {
        var key = FaultVendor.Of(id).Key;
        byte[][] responses =
        [
            Encoding.ASCII.GetBytes($"you sent {key}\r\n\r\n"),
            RawResponse.Of($"HTTP/1.1 {key}", [], []),
            RawResponse.Of("HTTP/1.1 200 OK", [$"Authorization {key}"], _document),
            RawResponse.Chunked($"{key}\r\n{{}}\r\n0\r\n\r\n"),
        ];

        foreach (var response in responses)
        {
            await using var server = RawServer.Answering(response);
            var error = await FailureAsync(id, made, server);

            Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
            Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>An app's own handler may decompress Brotli. BrotliStream throws another exception type for invalid data than GZipStream.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row13_Corrupt_Brotli_is_a_protocol_error(string id)
    {
        foreach (var body in new[] { _document, RawResponse.Brotli(_document)[..^15] })
        {
            await using var server = RawServer.Answering(RawResponse.Ok(body, "Content-Encoding: br"));
            await using var provider = TakingBrotli(id, server);
            var error = await FailureOf(provider.GetQuotaAsync(Token));

            Assert.Equal((QuotaErrorKind.Protocol, 3, 3, true), (error.Kind, error.Attempts, server.RequestCount, error.IsTransient));
        }
    }

    /// <summary>The status decides the error, even if the body cannot be decompressed.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row13_Corrupt_body_does_not_hide_the_status(string id)
    {
        foreach (var encoding in new[] { "gzip", "deflate", "br" })
        {
            await using var server = RawServer.Answering(
                RawResponse.Of("HTTP/1.1 401 Unauthorized", [$"Content-Length: {_document.Length}", $"Content-Encoding: {encoding}"], _document));
            await using var provider = TakingBrotli(id, server);
            var error = await FailureOf(provider.GetQuotaAsync(Token));

            Assert.Equal((QuotaErrorKind.Unauthorized, 1), (error.Kind, server.RequestCount));
        }
    }

    private static MadeProvider TakingBrotli(string id, RawServer server) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, server.Address,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler(
            (handler, _) => ((SocketsHttpHandler)handler).AutomaticDecompression = DecompressionMethods.All));

    private static byte[] Corrupted(byte[] compressed)
    {
        // This byte belongs to the checksum at the end. All data before it decompresses.
        compressed[^6] ^= 0xFF;
        return compressed;
    }
}
