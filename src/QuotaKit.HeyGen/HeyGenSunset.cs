using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Warns that HeyGen has announced the end of version 2: by the header <c>Deprecation</c> or <c>Sunset</c>, or by a member
/// <c>warning</c> of the document.</summary>
internal static class HeyGenSunset
{
    public static void Warn(QuotaDocument document)
    {
        var headers = document.Headers.NonValidated;
        var hasDate = headers.TryGetValues("Sunset", out var date);
        var hasWords = document.Root.IsSet("warning"u8);
        if (!hasDate && !hasWords && !headers.Contains("Deprecation"))
            return;

        var words = document.Root.ChildIfAny("warning"u8)?.Text("message"u8) ?? document.Root.Text("warning"u8);
        document.Warn(string.Concat(
            "HeyGen announces the end of its API version 2",
            hasDate ? $" (Sunset: {date})" : "",
            string.IsNullOrWhiteSpace(words) ? "." : $": {words}"));
    }
}
