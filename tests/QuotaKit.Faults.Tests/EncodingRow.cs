using System.Text;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 40 of docs/faults.md: bodies that a gateway encoded although the request did not accept that encoding.</summary>
public sealed class EncodingRow : RawRowTest
{
    private static readonly Dictionary<string, (string Header, Func<byte[], byte[]> Encode, string Words)> _encodings = new()
    {
        ["br"] = ("br", RawResponse.Brotli, "the body is encoded as 'br', which was not requested"),
        ["br in name only"] = ("br", body => body, "the body is encoded as 'br', which was not requested"),
        ["x-gzip"] = ("x-gzip", RawResponse.Gzip, "the body is encoded as 'x-gzip', which was not requested"),
        ["gzip twice"] = ("gzip, gzip", body => RawResponse.Gzip(RawResponse.Gzip(body)), "the body is still encoded as 'gzip': it was compressed twice"),
        ["gzip of br"] = ("br, gzip", body => RawResponse.Gzip(RawResponse.Brotli(body)), "the body is encoded as 'br', which was not requested"),
        ["zstd"] = ("zstd", _ => [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58], "the body is encoded as 'zstd', which was not requested"),
        ["unknown"] = ("klingon", body => body, "the body is encoded as 'klingon', which was not requested"),
    };

    public static MatrixTheoryData<string, Made, string> Encodings => ProvidersWith(_encodings.Keys);

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Row40_Unrequested_encoding_is_named_in_the_error(string id, Made made, string what)
    {
        var (header, encode, words) = _encodings[what];
        var body = encode(Encoding.UTF8.GetBytes(FaultVendor.Of(id).GoodBody));
        await using var server = RawServer.Answering(RawResponse.Ok(body, $"Content-Encoding: {header}"));

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Protocol, 200, 1, false), (error.Kind, error.StatusCode, server.RequestCount, error.IsTransient));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("identity, gzip")]
    [InlineData("identity")]
    [InlineData("")]
    public async Task Row40_Requested_encoding_is_decoded(string encoding)
    {
        var good = Encoding.UTF8.GetBytes(FaultVendor.Of("vzla").GoodBody);
        var body = encoding.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? RawResponse.Gzip(good) : good;
        await using var server = RawServer.Answering(RawResponse.Ok(body, $"Content-Encoding: {encoding}"));
        await using var provider = MadeProvider.Create(FaultVendor.Of("vzla"), Made.Alone, server.Address);

        Assert.Equal(973, (await SnapshotOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
    }

    [Fact]
    public async Task Row40_Encoding_name_is_cleaned_and_shortened()
    {
        var hostile = $"{FaultVendor.Of("vzla").Key}\u001b[31m{new string('x', 5000)}";
        await using var server = RawServer.Answering(RawResponse.Ok("{}"u8.ToArray(), $"Content-Encoding: {hostile}"));

        var error = await FailureAsync("vzla", Made.Alone, server);

        Assert.Equal((QuotaErrorKind.Protocol, 1), (error.Kind, error.Attempts));
        Assert.DoesNotContain(FaultVendor.Of("vzla").Key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Length, 1, 400);
    }

    /// <summary>The body cannot be read. The status decides the error, and the body does not count as empty.</summary>
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row40_Unrequested_encoding_does_not_hide_the_status(string id)
    {
        await using var server = RawServer.Answering(
            RawResponse.Of("HTTP/1.1 403 Forbidden", ["Content-Encoding: br", "Content-Length: 2"], "no"u8.ToArray()));

        var error = await FailureAsync(id, Made.Alone, server.Address);

        Assert.Equal((QuotaErrorKind.Forbidden, 403), (error.Kind, error.StatusCode));
    }
}
