using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 13: answers that are no HTTP, or no document.</summary>
public sealed class ProtocolRow : RawRowTest
{
    private const string Words = "words-of-the-body";

    private static readonly byte[] _document = Encoding.ASCII.GetBytes($$"""{"note":"{{Words}}, {{Words}}, {{Words}}"}""");

    private static readonly Dictionary<string, byte[]> _answers = new()
    {
        ["gzip that is none"] = RawAnswer.Ok(_document, "Content-Encoding: gzip"),
        ["gzip with a wrong byte"] = RawAnswer.Ok(Spoilt(RawAnswer.Gzip(_document)), "Content-Encoding: gzip"),
        ["gzip that is cut off"] = RawAnswer.Ok(RawAnswer.Gzip(_document)[..^15], "Content-Encoding: gzip"),
        ["deflate that is none"] = RawAnswer.Ok(_document, "Content-Encoding: deflate"),
        ["chunk size of letters"] = RawAnswer.Chunked($"{Words}\r\n{{}}\r\n0\r\n\r\n"),
        ["chunk size below zero"] = RawAnswer.Chunked("-2\r\n{}\r\n0\r\n\r\n"),
        ["chunk size beyond all"] = RawAnswer.Chunked("FFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
        ["chunk longer than its size"] = RawAnswer.Chunked($"2\r\n{{}}{Words}\r\n0\r\n\r\n"),
        ["bad status line"] = Encoding.ASCII.GetBytes($"{Words}\r\n\r\n"),
        ["status of letters"] = RawAnswer.Of($"HTTP/1.1 {Words}", [], []),
        ["status of four digits"] = RawAnswer.Of("HTTP/1.1 2000 OK", [], []),
        ["header without a colon"] = RawAnswer.Of("HTTP/1.1 200 OK", [Words], _document),
        ["empty"] = RawAnswer.Ok(""),
        ["empty, and closed"] = RawAnswer.Head(),
        ["empty, in chunks"] = RawAnswer.Chunked("0\r\n\r\n"),
        ["white space"] = RawAnswer.Ok(" \r\n\t"),
        ["204"] = RawAnswer.Of("HTTP/1.1 204 No Content", [], []),
        ["205"] = RawAnswer.Of("HTTP/1.1 205 Reset Content", ["Content-Length: 0"], []),
        ["HTML"] = RawAnswer.Of("HTTP/1.1 200 OK", ["Content-Type: text/html"], Encoding.ASCII.GetBytes($"<!DOCTYPE html><p>{Words}</p>")),
        ["HTML called JSON"] = RawAnswer.Ok($"\ufeff\r\n <html>{Words}</html>"),
    };

    public static MatrixTheoryData<string, Made, string> Answers => ProvidersWith(_answers.Keys);

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Row13_An_answer_that_is_none_is_a_protocol_error(string id, Made made, string what)
    {
        await using var server = RawServer.Answering(_answers[what]);

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Protocol, 3, true), (error.Kind, server.RequestCount, error.IsTransient));
        Assert.DoesNotContain(Words, error.Message, StringComparison.Ordinal);
        Assert.Null(error.VendorMessage);
    }

    /// <summary>These are what somebody in between has been set up to do, not what has gone wrong on the way: row 23's invalid UTF-8.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row13_An_encoding_that_was_not_asked_for_is_a_protocol_error_at_once(string id, Made made)
    {
        byte[][] answers =
        [
            RawAnswer.Ok(RawAnswer.Gzip(RawAnswer.Gzip(_document)), "Content-Encoding: gzip, gzip"),
            RawAnswer.Ok(RawAnswer.Brotli(_document), "Content-Encoding: br"),
            RawAnswer.Ok([0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58], "Content-Encoding: zstd"),
        ];

        foreach (var answer in answers)
        {
            await using var server = RawServer.Answering(answer);
            var error = await FailureAsync(id, made, server);

            Assert.Equal((QuotaErrorKind.Protocol, 1, false), (error.Kind, server.RequestCount, error.IsTransient));
        }
    }

    /// <summary>HttpClient quotes the line that it cannot read, and what quotes a line may quote a key.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row13_A_line_that_echoes_the_key_is_not_kept_either(string id, Made made)
    {
        var key = FaultVendor.Of(id).Key;
        byte[][] answers =
        [
            Encoding.ASCII.GetBytes($"you sent {key}\r\n\r\n"),
            RawAnswer.Of($"HTTP/1.1 {key}", [], []),
            RawAnswer.Of("HTTP/1.1 200 OK", [$"Authorization {key}"], _document),
            RawAnswer.Chunked($"{key}\r\n{{}}\r\n0\r\n\r\n"),
        ];

        foreach (var answer in answers)
        {
            await using var server = RawServer.Answering(answer);
            var error = await FailureAsync(id, made, server);

            Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
            Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>An app's own handler may decompress what QuotaKit's does not; BrotliStream has another word for invalid data.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row13_Corrupt_Brotli_is_a_protocol_error_where_the_app_takes_Brotli(string id)
    {
        foreach (var body in new[] { _document, RawAnswer.Brotli(_document)[..^15] })
        {
            await using var server = RawServer.Answering(RawAnswer.Ok(body, "Content-Encoding: br"));
            await using var provider = TakingBrotli(id, server);
            var error = await FailureOf(provider.GetQuotaAsync(Token));

            Assert.Equal((QuotaErrorKind.Protocol, 3, 3, true), (error.Kind, error.Attempts, server.RequestCount, error.IsTransient));
        }
    }

    /// <summary>The status alone says enough.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row13_A_corrupt_body_does_not_hide_a_status(string id)
    {
        foreach (var encoding in new[] { "gzip", "deflate", "br" })
        {
            await using var server = RawServer.Answering(
                RawAnswer.Of("HTTP/1.1 401 Unauthorized", [$"Content-Length: {_document.Length}", $"Content-Encoding: {encoding}"], _document));
            await using var provider = TakingBrotli(id, server);
            var error = await FailureOf(provider.GetQuotaAsync(Token));

            Assert.Equal((QuotaErrorKind.Unauthorized, 1), (error.Kind, server.RequestCount));
        }
    }

    private static MadeProvider TakingBrotli(string id, RawServer server) => MadeProvider.Create(
        FaultVendor.Of(id), Made.InContainer, server.Address,
        configureHttp: http => http.ConfigurePrimaryHttpMessageHandler(
            (handler, _) => ((SocketsHttpHandler)handler).AutomaticDecompression = DecompressionMethods.All));

    private static byte[] Spoilt(byte[] compressed)
    {
        // In the checksum at the end: what comes before it decompresses.
        compressed[^6] ^= 0xFF;
        return compressed;
    }
}
