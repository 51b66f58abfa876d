using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Passes on that version 2 comes to its end: late responses have the headers Deprecation and Sunset, and a <c>warning</c>.</summary>
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
