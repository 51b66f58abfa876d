using System.Globalization;

namespace QuotaKit.Testing;

/// <summary>What vzla.io writes, field for field.</summary>
internal static class VzlaAnswers
{
    public static VendorAnswer Quota(VzlaQuota quota, VzlaPeriod period) => VendorAnswer.Json(json =>
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

    public static VendorAnswer RedirectTo(string path) => VendorAnswer.Empty(301).With(("Location", path));

    public static VendorAnswer Error(int status, bool isAnonymous) => status switch
    {
        401 when isAnonymous => VendorAnswer.Json(
            status, """{"error":{"code":"auth_missing","message":"Authentication credentials were not provided"}}"""),
        401 => VendorAnswer.Json(status, """{"error":{"code":"auth_token_unknown","message":"Invalid token format"}}"""),
        429 => VendorAnswer.Json(status, """{"error":{"code":"quota_exceeded","message":"Monthly request quota exceeded"}}"""),
        _ => VendorAnswer.Empty(status),
    };

    /// <summary>The headers of every answer; those of the quota only where the account is known.</summary>
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
