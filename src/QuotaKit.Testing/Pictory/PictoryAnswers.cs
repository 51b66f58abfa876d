using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>What Pictory writes, field for field.</summary>
internal static class PictoryAnswers
{
    public static VendorAnswer Quota(PictoryAccount account) => VendorAnswer.Json(json =>
    {
        json.WriteStartObject();
        foreach (var (name, pair) in account.Pairs)
            Write(json, name, pair.Amounts);
        json.WriteEndObject();
    });

    public static VendorAnswer Error(int status) => status switch
    {
        400 => VendorAnswer.Json(status, """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}"""),
        401 => VendorAnswer.Json(status, """{"message":"Unauthorized"}"""),
        500 => VendorAnswer.Json(
            status, """{"code":"BAD_CONFIGURATION","message":"An unexpected error occurred while processing the request"}"""),
        _ => VendorAnswer.Empty(status),
    };

    private static void Write(Utf8JsonWriter json, string name, QuotaAmounts amounts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("used", amounts.Used);
        json.WriteNumber("limit", amounts.Limit);
        json.WriteEndObject();
    }
}
