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

    /// <summary>Reads the headers of an answer that has just come.</summary>
    /// <param name="response">The answer; its body is not touched.</param>
    /// <param name="snapshot">What the headers say; null when they say nothing. A header that is missing or no number is unknown, and so null.</param>
    /// <returns>Whether there are quota headers with at least one number.</returns>
    public static bool TryRead(HttpResponseMessage response, [NotNullWhen(true)] out QuotaSnapshot? snapshot)
    {
        ArgumentNullException.ThrowIfNull(response);
        return TryRead(response.Headers, "default", TimeProvider.System.GetUtcNow(), QuotaThresholds.Default, out snapshot);
    }

    /// <summary>Reads the headers of an answer of a certain account.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="retrievedAt">When the request was sent.</param>
    /// <param name="thresholds">When the balance is in warning or critical.</param>
    /// <param name="snapshot">What the headers say; null when they say nothing.</param>
    /// <returns>Whether there are quota headers with at least one number.</returns>
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
        var remaining = Number(headers, "X-Quota-Remaining");
        if (limit is null && remaining is null)
            return false;

        var builder = new QuotaSnapshotBuilder(VzlaQuotaProvider.Vendor.Id, account, retrievedAt, thresholds)
        {
            // An echo of the token is no id. This is not QuotaKit's own call: all that is known of the token is how it begins.
            RequestId = Text(headers, "X-Request-ID") is { } id && !id.Contains(VzlaApi.KeyPrefix, StringComparison.OrdinalIgnoreCase) ? id : null,
        };
        if (limit is null || remaining is null)
            builder.Warn($"The header {(limit is null ? "X-Quota-Limit" : "X-Quota-Remaining")} is missing or no number.");
        builder.Add(new QuotaBalance
        {
            Key = VzlaMapper.RequestsKey,
            Label = "Requests",
            Unit = QuotaUnit.Requests,
            Kind = QuotaKind.Allowance,
            Limit = limit,
            Remaining = remaining,
            ResetsAt = IsoTime.TryParse(Text(headers, "X-Quota-Reset"), out var reset) ? reset : null,
        });
        snapshot = builder.Build();
        return true;
    }

    private static decimal? Number(HttpResponseHeaders headers, string name) =>
        decimal.TryParse(Text(headers, name), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= LargestAmount
            ? number
            : null;

    private static string? Text(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString().Trim() : null;
}
