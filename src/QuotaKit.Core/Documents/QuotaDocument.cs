using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace QuotaKit.Http;

/// <summary>A vendor's response, for its mapper to read: the document, the headers, and when it was requested.</summary>
public sealed class QuotaDocument : IDisposable
{
    private const int MaxDepth = 32;
    private const int MostWarnings = 64;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
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

    /// <summary>The response's headers.</summary>
    public HttpResponseHeaders Headers { get; }

    /// <summary>When the request was sent.</summary>
    public DateTimeOffset RetrievedAt { get; }

    /// <summary>The document's outermost object; empty when the body of an error is not a JSON object.</summary>
    public WireObject Root { get; private set; }

    /// <summary>Whether the response has no body at all.</summary>
    public bool IsEmpty => _body.Length == 0 && !IsUnreadable;

    /// <summary>Whether the body is a web page or plain words: it starts with <c>&lt;</c> or a capital letter, which JSON never does.</summary>
    public bool IsProse => _body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'<' or (>= (byte)'A' and <= (byte)'Z'), ..];

    /// <summary>The vendor's id for the request; null when it sent none.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>Cancels mapping, which can take long for a large document.</summary>
    internal CancellationToken CancellationToken { get; init; }

    /// <summary>Whether the body could not be read: it is too large, corrupt, or in an encoding that was not requested.</summary>
    internal bool IsUnreadable { get; init; }

    /// <summary>Removes the key from the vendor's texts.</summary>
    internal KeyScrubber? Scrubber { get; init; }

    /// <summary>Whether the status is 300 or above. The body may then be an error document, a web page, or empty.</summary>
    internal bool IsRefusal => StatusCode >= 300;

    /// <summary>The warnings so far.</summary>
    internal IReadOnlyList<string> Warnings => _warnings ?? (IReadOnlyList<string>)[];

    /// <summary>Creates a response with this document, for testing a mapper.</summary>
    /// <param name="options">The provider's settings.</param>
    /// <param name="json">The document.</param>
    /// <param name="headers">The response's headers; null means none.</param>
    /// <param name="retrievedAt">When the request was sent.</param>
    /// <param name="statusCode">The HTTP status. From 300 on, text that is not a JSON object reads as an empty object.</param>
    /// <exception cref="QuotaException"><see cref="QuotaErrorKind.Protocol"/>: the document is not a JSON object.</exception>
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

    /// <summary>Starts the snapshot of this response.</summary>
    public QuotaSnapshotBuilder StartSnapshot() => new(Options.Vendor.Id, Options.Account, RetrievedAt, Options.Thresholds)
    {
        Document = this,
        Advice = Options.Vendor.Advice,
        RequestId = RequestId,
        Body = _body,
    };

    /// <summary>Adds a warning to <see cref="QuotaSnapshot.Warnings"/>. Of more than 64 warnings the first 64 are kept.</summary>
    /// <param name="warning">One sentence. It may quote the document: control characters and the key are removed, and it is cut to 300 characters.</param>
    public void Warn(string warning)
    {
        _warnings ??= [];
        if (_warnings.Count < MostWarnings)
            _warnings.Add(VendorText.Clean(warning, Scrubber) ?? "");
        else if (_warnings.Count == MostWarnings)
            _warnings.Add("There are more warnings than are shown here.");
    }

    /// <summary>Creates the error for a document that differs from the vendor's documentation.</summary>
    /// <param name="what">What is wrong. It names the member and does not quote the document.</param>
    /// <param name="innerException">The cause, or null.</param>
    public QuotaException Malformed(string what, Exception? innerException = null) => Malformed(what, false, innerException);

    /// <summary>Creates the error for a response in which the vendor refuses the request.</summary>
    /// <param name="error">The vendor's own words. They are cut to one line.</param>
    /// <param name="retryAfter">The response's Retry-After, or null. <see cref="VendorError.RetryAfter"/> takes precedence.</param>
    public QuotaException Refused(VendorError error, TimeSpan? retryAfter = null)
    {
        var kind = error.Kind ?? StatusErrors.KindOf(StatusCode);
        var code = VendorText.Clean(error.Code, Scrubber);
        var words = VendorText.Clean(error.Message, Scrubber);
        var said = string.Concat(code is null ? "" : $", {code}", words is null ? "" : $": {words.TrimEnd('.')}");
        // The vendors send JSON objects or no body. Anything else comes from a server in between, so the mapper's advice does not apply.
        if (IsRefusal && _body.Length > 0 && Root.IsEmpty)
            error = error with { IsForeign = true, Advice = kind == QuotaErrorKind.Retired ? error.Advice : null };
        var what = error.IsForeign ? StatusErrors.DescribeForeign(kind) : StatusErrors.Describe(kind);
        var suspect = error.IsForeign ? $" {Scrubber?.Scrub(StatusErrors.SuspectOf(Options)) ?? StatusErrors.SuspectOf(Options)}" : "";
        var wait = error.RetryAfter ?? retryAfter;
        var advice = StatusErrors.Advise(kind, Options, error.Advice, wait, ResetAfter(retryAfter)) is { } sentences ? $" {sentences}" : "";
        return new QuotaException(
            kind, Options.Vendor.Id, $"{Options.Vendor.DisplayName} {what} (HTTP {StatusCode}{said}).{suspect}{advice}")
        {
            Account = Options.Account,
            StatusCode = StatusCode,
            VendorCode = code,
            VendorMessage = words,
            RequestId = RequestId,
            RetryAfter = wait,
            IsTransient = StatusErrors.IsTransient(kind, StatusCode),
        };
    }

    /// <summary>Creates the error for status 200 with a document that is not a quota document, such as an error or another vendor's document.</summary>
    /// <param name="error">The error in the document, if any. With a code or message the kind is <see cref="QuotaErrorKind.Rejected"/> (or
    /// <see cref="QuotaErrorKind.Retired"/> when given); without, it is <see cref="QuotaErrorKind.Protocol"/>.</param>
    public QuotaException NotQuota(VendorError error) => error is { Kind: null or QuotaErrorKind.Rejected, Code: null, Message: null }
        ? Malformed("it has none of the members of a quota document")
        : Refused(error.Kind == QuotaErrorKind.Retired ? error : error with { Kind = QuotaErrorKind.Rejected });

    /// <summary>Copies the document without some members, at any depth, for <see cref="QuotaSnapshotBuilder.RawUtf8"/>.</summary>
    /// <param name="leaveOut">Whether to leave a member out.</param>
    public byte[] CopyWithout(Func<WireMember, bool> leaveOut)
    {
        ArgumentNullException.ThrowIfNull(leaveOut);
        return DocumentCopy.Without(Root, _body.Length, leaveOut);
    }

    /// <summary>Releases the parser's memory. <see cref="Root"/> cannot be read afterwards.</summary>
    public void Dispose() => _json?.Dispose();

    /// <summary>Parses the document strictly.</summary>
    internal void Parse()
    {
        // An empty body or a web page comes from a server in between; the next request may succeed.
        switch (_body.AsSpan().TrimStart(" \t\r\n"u8))
        {
            case []:
                throw Malformed("it is empty", isTransient: true);
            case [(byte)'<', ..]:
                throw Malformed("it is a web page; check BaseAddress and any proxy in between", isTransient: true);
        }

        if (!Utf8.IsValid(_body))
            throw TruncatedJson.EndsWithinCharacter(_body)
                ? Malformed("it was cut off", isTransient: true)
                : Malformed("it is not valid UTF-8");

        try
        {
            _json = JsonDocument.Parse(_body, _strict);
            Root = WireObject.Of(this, _json.RootElement)
                ?? throw Malformed("it is not a JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var isTruncated = TruncatedJson.IsStart(_body, MaxDepth);
            throw Malformed(isTruncated ? "it was cut off" : "it is not valid JSON", isTruncated, e);
        }
    }

    /// <summary>Parses the body of an error; a body that is not a JSON object reads as empty.</summary>
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

    // Longer waits are cut to a day, which is then not the time that the vendor gave.
    private DateTimeOffset? ResetAfter(TimeSpan? retryAfter) =>
        retryAfter is { } wait && wait > TimeSpan.Zero && wait < RetryAfterHeader.Longest ? RetrievedAt + wait : null;

    private static byte[] WithoutByteOrderMark(byte[] body) => body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;

    private QuotaException Malformed(string what, bool isTransient, Exception? innerException = null) =>
        new(
            QuotaErrorKind.Protocol,
            Options.Vendor.Id,
            $"{Options.Vendor.DisplayName} sent an unexpected response: {VendorText.Clean(what, Scrubber)}.",
            innerException)
        {
            Account = Options.Account,
            StatusCode = StatusCode,
            RequestId = RequestId,
            IsTransient = isTransient,
        };
}
