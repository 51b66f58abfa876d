using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Reads the quota that vzla.io tells in the headers of each of its answers, whatever the call was.</summary>
public static class VzlaQuotaHeaders
{
    // As in the documents: beyond this, two amounts could no longer be added.
    private const decimal LargestAmount = 1e27m;

    // How a token begins: plain, escaped, in hexadecimal, and in base64 at each of the three places where it may start there.
    private static readonly string[] _tokenMarks = [VzlaApi.KeyPrefix, "vzlaio%5F", "767a6c61696f5f", "dnpsYWlvX", "Z6bGFpb1", "2emxhaW9f"];

    /// <summary>Reads the headers of an answer that has just come.</summary>
    /// <param name="response">The answer, of vzla.io and not of another host; its body is not touched.</param>
    /// <param name="snapshot">What the headers say; null when they say nothing. A header that is missing or no number is unknown, and so null.</param>
    /// <returns>Whether there are quota headers with at least one number. False for an answer out of a cache, whose numbers are old.</returns>
    public static bool TryRead(HttpResponseMessage response, [NotNullWhen(true)] out QuotaSnapshot? snapshot)
    {
        ArgumentNullException.ThrowIfNull(response);
        return TryRead(response.Headers, "default", TimeProvider.System.GetUtcNow(), QuotaThresholds.Default, out snapshot);
    }

    /// <summary>Reads the headers of an answer of a certain account.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="retrievedAt">When the request was sent.</param>
    /// <param name="thresholds">When the balance is in warning or critical; those of the balance <c>requests</c> count, where there are any.</param>
    /// <param name="snapshot">What the headers say; null when they say nothing.</param>
    /// <returns>Whether there are quota headers with at least one number. False for an answer out of a cache, whose numbers are old.</returns>
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
            // An echo of the token is no id. This is not QuotaKit's own call: all that is known of the token is how it begins.
            RequestId = Text(headers, "X-Request-ID") is { } id && !Array.Exists(_tokenMarks, m => id.Contains(m, StringComparison.OrdinalIgnoreCase)) ? id : null,
        };
        if (limit is null || remaining is null)
            builder.Warn(limit is null ? "The header X-Quota-Limit is missing or no number." : "The header X-Quota-Remaining is missing or no number.");
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

    /// <summary>How many requests remain; null when the headers do not say.</summary>
    internal static decimal? ReadRemaining(HttpResponseHeaders headers) => Number(headers, "X-Quota-Remaining");

    /// <summary>When the quota resets; null when the headers do not say.</summary>
    internal static DateTimeOffset? ReadReset(HttpResponseHeaders headers) =>
        IsoTime.TryParse(Text(headers, "X-Quota-Reset"), out var reset) ? reset : null;

    // A cache on the way repeats the numbers of an earlier answer, and says so with an age.
    private static bool IsFromCache(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Age", out var age) && age.ToString().Trim() != "0";

    // TryParse takes NULs behind a number for the end of the text; in a header they make it no number.
    private static decimal? Number(HttpResponseHeaders headers, string name) =>
        Text(headers, name) is { } text && !text.Contains('\0')
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= LargestAmount
            ? number
            : null;

    private static string? Text(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString().Trim() : null;
}
