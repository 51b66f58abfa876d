using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace QuotaKit.Http;

/// <summary>One answer of a vendor, for its mapper to read: the document, the headers, and who asked when.</summary>
public sealed class QuotaDocument : IDisposable
{
    private const int MaxDepth = 32;
    private const int MostWarnings = 64;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonWriterOptions _asItCame = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly HttpResponseHeaders _noHeaders = new HttpResponseMessage().Headers;

    private readonly byte[] _body;
    private JsonDocument? _json;
    private List<string>? _warnings;

    internal QuotaDocument(QuotaProviderOptions options, byte[] body, int statusCode, HttpResponseHeaders headers, DateTimeOffset retrievedAt)
    {
        _body = WithoutByteOrderMark(body);
        Options = options;
        StatusCode = statusCode;
        Headers = headers;
        RetrievedAt = retrievedAt;
    }

    /// <summary>The settings in force for this call.</summary>
    public QuotaProviderOptions Options { get; }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The answer's headers.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>When the request was sent.</summary>
    public DateTimeOffset RetrievedAt { get; }

    /// <summary>The document's outermost object; empty when an error's body is no JSON object.</summary>
    public WireObject Root { get; private set; }

    /// <summary>Whether the response has no body at all.</summary>
    public bool IsEmpty => _body.Length == 0 && !IsUnreadable;

    /// <summary>Whether the body is a web page or a notice in words: it begins with <c>&lt;</c> or a capital letter, as no JSON does.</summary>
    public bool IsProse => _body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'<' or (>= (byte)'A' and <= (byte)'Z'), ..];

    /// <summary>The vendor's id for the request; null when it sent none.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>Cancels the reading of a document that takes long.</summary>
    internal CancellationToken CancellationToken { get; init; }

    /// <summary>Whether there was a body that could not be read: too large, corrupt, or encoded in a way that nobody asked for.</summary>
    internal bool IsUnreadable { get; init; }

    /// <summary>Takes the key out of texts that the vendor sent.</summary>
    internal KeyScrubber? Scrubber { get; init; }

    /// <summary>Whether the vendor refuses or redirects; the body is then read for what it may say, and need not say anything.</summary>
    internal bool IsRefusal => StatusCode >= 300;

    /// <summary>What the mapper and the document have found odd so far.</summary>
    internal IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    /// <summary>A good answer with that document, for testing a mapper.</summary>
    /// <param name="options">The provider's settings.</param>
    /// <param name="json">The document.</param>
    /// <param name="headers">The answer's headers; null means none.</param>
    /// <param name="retrievedAt">When the request was sent.</param>
    /// <param name="statusCode">The HTTP status. With 300 and above, text that is no JSON object is an empty one.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the document is no JSON object.</exception>
    public static QuotaDocument Parse(
        QuotaProviderOptions options, string json, HttpResponseHeaders? headers = null, DateTimeOffset retrievedAt = default, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(options);
        var document = new QuotaDocument(options, Encoding.UTF8.GetBytes(json), statusCode, headers ?? _noHeaders, retrievedAt);
        if (document.IsRefusal)
            document.ParseLeniently();
        else
            document.Parse();
        return document;
    }

    /// <summary>Starts the snapshot that this answer becomes.</summary>
    public QuotaSnapshotBuilder StartSnapshot() => new(Options.Vendor.Id, Options.Account, RetrievedAt, Options.Thresholds)
    {
        Document = this,
        Advice = Options.Vendor.Advice,
        RequestId = RequestId,
        Body = _body,
    };

    /// <summary>Notes a surprise for <see cref="QuotaSnapshot.Warnings"/>.</summary>
    /// <param name="warning">One sentence. What it quotes of the document may be anything: it is cut to one line.</param>
    public void Warn(string warning)
    {
        _warnings ??= [];
        if (_warnings.Count < MostWarnings)
            _warnings.Add(VendorText.Clean(warning, Scrubber) ?? "");
        else if (_warnings.Count == MostWarnings)
            _warnings.Add("There are more warnings than are shown here.");
    }

    /// <summary>The error of a document that is not what the vendor documents.</summary>
    /// <param name="what">What is wrong, naming the member but not quoting the document. It is cut to one line.</param>
    /// <param name="innerException">The cause, or null.</param>
    public QuotaException Malformed(string what, Exception? innerException = null) => Malformed(what, false, innerException);

    /// <summary>The error of an answer in which the vendor refuses.</summary>
    /// <param name="error">What the vendor says about it. Its texts are cut to one line.</param>
    /// <param name="retryAfter">How long it asks to wait, or null. <see cref="VendorError.RetryAfter"/> counts before it.</param>
    public QuotaException Refused(VendorError error, TimeSpan? retryAfter = null)
    {
        var kind = error.Kind ?? StatusErrors.KindOf(StatusCode);
        var code = VendorText.Clean(error.Code, Scrubber);
        var words = VendorText.Clean(error.Message, Scrubber);
        var said = string.Concat(code is null ? "" : $", {code}", words is null ? "" : $": {words.TrimEnd('.')}");
        // The vendors answer in JSON objects, or without a body. What a mapper advises on anything else rests on the status alone.
        if (IsRefusal && _body.Length > 0 && Root.IsEmpty)
            error = error with { IsForeign = true, Advice = kind == QuotaErrorKind.Retired ? error.Advice : null };
        var what = error.IsForeign ? StatusErrors.DescribeForeign(kind, Options) : StatusErrors.Describe(kind, Options);
        var suspect = error.IsForeign ? $" {Scrubber?.Scrub(StatusErrors.SuspectOf(Options)) ?? StatusErrors.SuspectOf(Options)}" : "";
        var advice = (error.Advice ?? StatusErrors.Advise(kind, ResetAfter(retryAfter))) is { } sentence ? $" {sentence}" : "";
        return new QuotaException(
            kind, Options.Vendor.Id, $"{Options.Vendor.DisplayName} {what} (HTTP {StatusCode}{said}).{suspect}{advice}")
        {
            Account = Options.Account,
            StatusCode = StatusCode,
            VendorCode = code,
            VendorMessage = words,
            RequestId = RequestId,
            RetryAfter = error.RetryAfter ?? retryAfter,
            IsTransient = StatusErrors.IsTransient(kind, StatusCode),
        };
    }

    /// <summary>The error of a good status with a document that is no quota document, such as an error's or another vendor's.</summary>
    /// <param name="error">The words that the document holds, if any: with them the kind is <see cref="QuotaErrorKind.Rejected"/>, or the one
    /// given; without, it is <see cref="QuotaErrorKind.Protocol"/>.</param>
    public QuotaException NotQuota(VendorError error) => error is { Kind: null or QuotaErrorKind.Rejected, Code: null, Message: null }
        ? Malformed("the response holds none of the members of a quota document")
        : Refused(error.Kind == QuotaErrorKind.Retired ? error : error with { Kind = QuotaErrorKind.Rejected });

    /// <summary>The document less some of its members, wherever they stand, for <see cref="QuotaSnapshotBuilder.RawUtf8"/>.</summary>
    /// <param name="leaveOut">Whether to leave a member out.</param>
    public byte[] CopyWithout(Func<WireMember, bool> leaveOut)
    {
        ArgumentNullException.ThrowIfNull(leaveOut);
        var copy = new ArrayBufferWriter<byte>(_body.Length);
        using (var writer = new Utf8JsonWriter(copy, _asItCame))
            Root.WriteTo(writer, leaveOut);
        return copy.WrittenSpan.ToArray();
    }

    /// <summary>Returns what the parser has rented; <see cref="Root"/> cannot be read any more.</summary>
    public void Dispose() => _json?.Dispose();

    /// <summary>Reads the document, strictly.</summary>
    internal void Parse()
    {
        // An empty body or a web page comes from something in between, and is gone with the next request.
        switch (_body.AsSpan().TrimStart(" \t\r\n"u8))
        {
            case []:
                throw Malformed("the answer is empty", isTransient: true);
            case [(byte)'<', ..]:
                throw Malformed("a web page came (is BaseAddress right, or a proxy in between?)", isTransient: true);
        }

        if (!Utf8.IsValid(_body))
            throw EndsWithinCharacter(_body)
                ? Malformed("the answer ends in the middle", isTransient: true)
                : Malformed("the answer is not valid UTF-8");

        try
        {
            _json = JsonDocument.Parse(_body, _strict);
            Root = WireObject.Of(this, _json.RootElement)
                ?? throw Malformed("the answer is not a JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var isTruncated = IsTruncated(_body);
            throw Malformed(isTruncated ? "the answer ends in the middle" : "the answer is not valid JSON", isTruncated, e);
        }
    }

    /// <summary>Reads an error's body for what it may say; it need not say anything.</summary>
    internal void ParseLeniently()
    {
        try
        {
            Parse();
        }
        catch (QuotaException)
        {
            Root = default;
        }
    }

    // A day is what longer waits are cut to: then the time is not known.
    private DateTimeOffset? ResetAfter(TimeSpan? retryAfter) =>
        retryAfter is { } wait && wait > TimeSpan.Zero && wait < RetryAfterHeader.Longest ? RetrievedAt + wait : null;

    private static byte[] WithoutByteOrderMark(byte[] body) => body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;

    private static bool EndsWithinCharacter(ReadOnlySpan<byte> body)
    {
        const int longest = 4;
        for (var length = 1; length < longest && length <= body.Length; length++)
        {
            if (Rune.DecodeFromUtf8(body[^length..], out _, out _) == OperationStatus.NeedMoreData)
                return Utf8.IsValid(body[..^length]);
        }

        return false;
    }

    private static bool IsTruncated(ReadOnlySpan<byte> body)
    {
        // Told that more may come, the reader only complains about what no continuation could mend.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        try
        {
            while (reader.Read())
            {
            }

            // An opening brace counts for the depth from the token behind it on.
            return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private QuotaException Malformed(string what, bool isTransient, Exception? innerException = null) =>
        new(QuotaErrorKind.Protocol, Options.Vendor.Id, $"{Options.Vendor.DisplayName} did not send what it documents: {VendorText.Clean(what, Scrubber)}.", innerException)
        {
            Account = Options.Account,
            StatusCode = StatusCode,
            RequestId = RequestId,
            IsTransient = isTransient,
        };
}
