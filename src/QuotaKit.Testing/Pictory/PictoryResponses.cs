using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>Writes Pictory's responses, member by member.</summary>
internal static class PictoryResponses
{
    public static VendorResponse Quota(PictoryAccount account) => VendorResponse.Json(json =>
    {
        json.WriteStartObject();
        foreach (var (name, pair) in account.Pairs)
            Write(json, name, pair.Amounts);
        json.WriteEndObject();
    });

    public static VendorResponse Error(int status) => status switch
    {
        400 => VendorResponse.Json(status, """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}"""),
        401 => VendorResponse.Json(status, """{"message":"Unauthorized"}"""),
        500 => VendorResponse.Json(
            status, """{"code":"BAD_CONFIGURATION","message":"An unexpected error occurred while processing the request"}"""),
        _ => VendorResponse.Empty(status),
    };

    private static void Write(Utf8JsonWriter json, string name, QuotaAmounts amounts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("used", amounts.Used);
        json.WriteNumber("limit", amounts.Limit);
        json.WriteEndObject();
    }
}
