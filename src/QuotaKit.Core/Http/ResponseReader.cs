using System.Net.Http.Headers;

namespace QuotaKit.Http;

/// <summary>Turns an HTTP response into a snapshot or an error.</summary>
internal static class ResponseReader
{
    private const int NoContent = 204;
    private const int ResetContent = 205;

    /// <exception cref="QuotaException">The response is an error, or is not a valid quota document.</exception>
    public static async ValueTask<QuotaSnapshot> ReadAsync(
        HttpResponseMessage response,
        QuotaEndpoint endpoint,
        Func<QuotaDocument, VendorError> readError,
        CallSettings settings,
        DateTimeOffset sentAt,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var isSuccess = response.IsSuccessStatusCode;
        var hasBody = status is not (NoContent or ResetContent);
        var encoding = hasBody ? BodyEncoding.LeftOn(response.Content) : null;
        var body = !hasBody ? [] : encoding is not null ? null : await ReadBodyAsync(response, isSuccess, settings, cancellationToken).ConfigureAwait(false);
        settings.Scrubber.Scrub(body);
        using var document = new QuotaDocument(settings.Options, body ?? [], status, response.Headers, sentAt)
        {
            IsUnreadable = body is null,
            RequestId = RequestIdOf(response.Headers, settings.Scrubber),
            Scrubber = settings.Scrubber,
            CancellationToken = cancellationToken,
        };

        if (isSuccess)
            return encoding is null ? Map(document, endpoint, readError) : throw document.Malformed(BodyEncoding.Describe(encoding));
        throw status is >= 300 and < 400
            ? Redirected(response.Headers.Location, document, readError)
            : Refused(document, readError, RetryAfterHeader.Read(response.Headers, clock.GetUtcNow()));
    }

    /// <summary>Reads the body; null when the body of an error cannot be read.</summary>
    private static async ValueTask<byte[]?> ReadBodyAsync(
        HttpResponseMessage response, bool isSuccess, CallSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return body is null && isSuccess ? throw TooLarge(response, settings) : body;
        }
        catch (Exception e) when (!isSuccess && e is HttpRequestException or IOException or InvalidDataException)
        {
            // The status is enough for the error. Only its explanation is missing.
            return null;
        }
    }

    private static QuotaSnapshot Map(QuotaDocument document, QuotaEndpoint endpoint, Func<QuotaDocument, VendorError> readError)
    {
        try
        {
            document.Parse();
        }
        catch (QuotaException) when (ReadSafely(readError, document) is { Kind: QuotaErrorKind.Retired } retired)
        {
            // A retired version of an API may respond with status 200 and a notice that is not JSON.
            throw document.Refused(retired);
        }

        try
        {
            return endpoint.Map(document);
        }
        catch (Exception e) when (e is not QuotaException && !document.CancellationToken.IsCancellationRequested)
        {
            throw document.Malformed($"it could not be mapped ({e.GetType().Name})", e);
        }
    }

    private static QuotaException Refused(QuotaDocument document, Func<QuotaDocument, VendorError> readError, TimeSpan? retryAfter)
    {
        document.ParseLeniently();
        return document.Refused(ReadSafely(readError, document), retryAfter);
    }

    private static QuotaException Redirected(Uri? location, QuotaDocument document, Func<QuotaDocument, VendorError> readError)
    {
        document.ParseLeniently();
        if (ReadSafely(readError, document) is { Kind: QuotaErrorKind.Retired } retired)
            return document.Refused(retired);
        var target = TargetOf(location, document.Options.BaseAddress) is { } host ? $" to {document.Scrubber?.Scrub(host)}" : "";
        return document.Malformed(
            $"HTTP {document.StatusCode}, redirect{target} refused, because it would send the API key there; check BaseAddress");
    }

    /// <summary>The host that a redirect leads to, with http:// when it leaves https; null when there is no valid http(s) address.</summary>
    private static string? TargetOf(Uri? location, Uri from)
    {
        // On Unix, .NET parses "/path" as the address of a file, so the original string is resolved.
        if (location is null || !Uri.TryCreate(from, location.OriginalString, out var to)
            || (to.Scheme != Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttp))
            return null;
        var isDowngrade = from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp;
        return isDowngrade ? $"http://{AddressRules.HostOf(to)}" : AddressRules.HostOf(to);
    }

    private static VendorError ReadSafely(Func<QuotaDocument, VendorError> readError, QuotaDocument document)
    {
        try
        {
            return readError(document);
        }
        catch (Exception)
        {
            // The vendor's error cannot be read, or its reader has a bug. The HTTP status still tells what happened.
            return default;
        }
    }

    private static QuotaException TooLarge(HttpResponseMessage response, CallSettings settings)
    {
        var vendor = settings.Options.Vendor;
        return new(QuotaErrorKind.TooLarge, vendor.Id,
            $"{vendor.DisplayName} sent more than {BoundedBody.MaxBytes / 1024} KiB; a quota document is never that large.")
        {
            Account = settings.Options.Account,
            StatusCode = (int)response.StatusCode,
            RequestId = RequestIdOf(response.Headers, settings.Scrubber),
        };
    }

    private static string? RequestIdOf(HttpResponseHeaders headers, KeyScrubber scrubber) =>
        headers.NonValidated.TryGetValues("X-Request-ID", out var values) || headers.NonValidated.TryGetValues("x-amzn-RequestId", out values)
            ? VendorText.Clean(values.ToString(), scrubber)
            : null;
}
