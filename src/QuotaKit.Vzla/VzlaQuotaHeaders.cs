using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Reads the quota from the headers that vzla.io adds to every response, on every endpoint.</summary>
public static class VzlaQuotaHeaders
{
    // The same limit as for documents. Sums of larger amounts would overflow a decimal.
    private const decimal LargestAmount = 1e27m;

    // The start of a token: as it is, percent-encoded, in hexadecimal, and in base64 at each of the three offsets it may have there.
    private static readonly string[] _tokenMarks = [VzlaApi.KeyPrefix, "vzlaio%5F", "767a6c61696f5f", "dnpsYWlvX", "Z6bGFpb1", "2emxhaW9f"];

    /// <summary>Reads the headers of a response that has just arrived, for the default account.</summary>
    /// <param name="response">A response of vzla.io, not of another host. Its body is not read.</param>
    /// <param name="snapshot">The snapshot; null when there are no quota headers. An amount is null when its header is missing or not a number.</param>
    /// <returns>Whether the quota headers have at least one number. False for a response from a cache, because its numbers are old.</returns>
    public static bool TryRead(HttpResponseMessage response, [NotNullWhen(true)] out QuotaSnapshot? snapshot)
    {
        ArgumentNullException.ThrowIfNull(response);
        return TryRead(response.Headers, "default", TimeProvider.System.GetUtcNow(), QuotaThresholds.Default, out snapshot);
    }

    /// <summary>Reads the headers of a response for a certain account.</summary>
    /// <param name="headers">The headers of a response of vzla.io.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="retrievedAt">The time when the request was sent.</param>
    /// <param name="thresholds">The thresholds for Warning and Critical. Those of the balance <c>requests</c> are used when there are any.</param>
    /// <param name="snapshot">The snapshot; null when there are no quota headers.</param>
    /// <returns>Whether the quota headers have at least one number. False for a response from a cache, because its numbers are old.</returns>
    public static bool TryRead(
        HttpResponseHeaders headers,
        string account,
        DateTimeOffset retrievedAt,
        QuotaThresholds thresholds,
        [NotNullWhen(true)] out QuotaSnapshot? snapshot)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(thresholds);
        snapshot = null;
        var limit = Number(headers, "X-Quota-Limit");
        var remaining = ReadRemaining(headers);
        if ((limit is null && remaining is null) || IsFromCache(headers))
            return false;

        var builder = new QuotaSnapshotBuilder(VzlaQuotaProvider.Vendor.Id, account, retrievedAt, thresholds)
        {
            // An id that holds the token is dropped. This response is not of QuotaKit's own call, so only the start of a token is known here.
            RequestId = Text(headers, "X-Request-ID") is { } id && !HoldsToken(id) ? id : null,
        };
        if (limit is null || remaining is null)
            builder.Warn(limit is null ? "The header X-Quota-Limit is missing or not a number." : "The header X-Quota-Remaining is missing or not a number.");
        builder.Take(new QuotaBalance
        {
            Key = VzlaMapper.RequestsKey,
            Label = "Requests",
            Unit = QuotaUnit.Requests,
            Kind = QuotaKind.Allowance,
            Limit = limit,
            Remaining = remaining,
            ResetsAt = ReadReset(headers),
        });
        snapshot = builder.Build();
        return true;
    }

    /// <summary>Reads how many requests remain; null when the header is missing or not a number.</summary>
    internal static decimal? ReadRemaining(HttpResponseHeaders headers) => Number(headers, "X-Quota-Remaining");

    /// <summary>Reads when the quota resets; null when the header is missing or not a time.</summary>
    internal static DateTimeOffset? ReadReset(HttpResponseHeaders headers) =>
        IsoTime.TryParse(Text(headers, "X-Quota-Reset"), out var reset) ? reset : null;

    private static bool HoldsToken(string id) => Array.Exists(_tokenMarks, mark => id.Contains(mark, StringComparison.OrdinalIgnoreCase));

    // A cache on the way repeats the numbers of an earlier response. It then adds the header Age.
    private static bool IsFromCache(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Age", out var age) && age.ToString().Trim() != "0";

    // decimal.TryParse ignores NUL characters after a number. A header with them is not a number.
    private static decimal? Number(HttpResponseHeaders headers, string name) =>
        Text(headers, name) is { } text && !text.Contains('\0')
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= LargestAmount
            ? number
            : null;

    private static string? Text(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString().Trim() : null;
}
