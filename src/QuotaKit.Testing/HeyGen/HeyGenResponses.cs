namespace QuotaKit.Testing;

/// <summary>Writes HeyGen's responses, member by member.</summary>
internal static class HeyGenResponses
{
    public static VendorResponse Quota(HeyGenAccount account, string? warning = null) => VendorResponse.Json(json =>
    {
        var quota = account.Quota;

        json.WriteStartObject();
        json.WriteNull("error");
        json.WriteStartObject("data");
        json.WriteNumber("remaining_quota", quota.Remaining);
        if (quota.Used is { } used)
            json.WriteNumber("used_quota", used);
        json.WriteStartObject("details");
        foreach (var (name, amount) in account.Details.Read(quota.Remaining))
            json.WriteNumber(name, amount);
        json.WriteEndObject();
        json.WriteEndObject();
        if (warning is not null)
        {
            json.WriteStartObject("warning");
            json.WriteString("code", "deprecated");
            json.WriteString("message", warning);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    public static VendorResponse User(HeyGenAccount account) => VendorResponse.Json(json =>
    {
        var (user, credits) = (account.User, account.Quota.Credits);

        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("username", user.Username);
        json.WriteString("email", user.Email);
        json.WriteString("first_name", user.FirstName);
        json.WriteString("last_name", user.LastName);
        json.WriteString("billing_type", user.Billing?.BillingType);
        if (user.Billing is { } billing)
        {
            json.WriteStartObject(billing.BillingType);
            billing.Write(json, credits);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static VendorResponse ErrorV2(int status) => status switch
    {
        401 => VendorResponse.Json(status, """{"code":400112,"message":"Unauthorized"}"""),
        403 => VendorResponse.Json(status, """{"code":400599,"message":"Your account doesn't have API access"}"""),
        _ => VendorResponse.Empty(status),
    };

    public static VendorResponse ErrorV3(int status) => status switch
    {
        401 => VendorResponse.Json(status, """{"error":{"code":"unauthorized","message":"Invalid or missing API key"}}"""),
        402 => VendorResponse.Json(status, """{"error":{"code":"insufficient_credit","message":"Not enough credit"}}"""),
        403 => VendorResponse.Json(status, """{"error":{"code":"forbidden","message":"Your account doesn't have API access"}}"""),
        429 => VendorResponse.Json(status, """{"error":{"code":"rate_limit_exceeded","message":"Too many requests"}}"""),
        _ => VendorResponse.Empty(status),
    };
}
