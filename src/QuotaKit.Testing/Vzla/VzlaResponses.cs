using System.Globalization;

namespace QuotaKit.Testing;

/// <summary>Writes vzla.io's responses, member by member.</summary>
internal static class VzlaResponses
{
    public static VendorResponse Quota(VzlaQuota quota, VzlaPeriod period) => VendorResponse.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("subscription", quota.Subscription);
        json.WriteNumber("monthly_limit", quota.HasQuota ? quota.MonthlyLimit : 0);
        json.WriteNumber("current_usage", quota.CurrentUsage);
        json.WriteNumber("remaining", quota.Remaining);
        json.WriteNumber("usage_percentage", quota.UsagePercentage);
        json.WriteString("status_level", quota.StatusLevel);
        json.WriteBoolean("is_active", quota.IsActive);
        json.WriteBoolean("has_quota", quota.HasQuota);
        json.WriteString("reset_date", VzlaPeriod.Format(period.Start));
        json.WriteString("next_reset", VzlaPeriod.Format(period.End));
        json.WriteEndObject();
    });

    public static VendorResponse RedirectTo(string path) => VendorResponse.Empty(301).With(("Location", path));

    public static VendorResponse Error(int status, bool isAnonymous) => status switch
    {
        401 when isAnonymous => VendorResponse.Json(
            status, """{"error":{"code":"auth_missing","message":"Authentication credentials were not provided"}}"""),
        401 => VendorResponse.Json(status, """{"error":{"code":"auth_token_unknown","message":"Invalid token format"}}"""),
        429 => VendorResponse.Json(status, """{"error":{"code":"quota_exceeded","message":"Monthly request quota exceeded"}}"""),
        _ => VendorResponse.Empty(status),
    };

    /// <summary>The headers of every response. Those of the quota are sent only for a known account.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(VzlaQuota? quota, VzlaPeriod period)
    {
        yield return ("X-API-Version", "2.0");
        yield return ("X-Request-ID", Guid.NewGuid().ToString());

        if (quota is null)
            yield break;

        if (quota.HasQuota)
        {
            yield return ("X-Quota-Limit", quota.MonthlyLimit.ToString(CultureInfo.InvariantCulture));
            yield return ("X-Quota-Remaining", quota.Remaining.ToString(CultureInfo.InvariantCulture));
        }

        yield return ("X-Quota-Reset", VzlaPeriod.Format(period.End));
    }
}
