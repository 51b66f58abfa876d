using System.Globalization;
using System.Net.Http.Headers;

namespace QuotaKit.Http;

/// <summary>Reads how long a vendor asks to wait.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Nobody waits longer for an answer about a quota, whatever the header says.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The wait; zero for a date in the past; null when there is no header or it says nothing sensible.</summary>
    /// <param name="headers">The response's headers.</param>
    /// <param name="now">The time by our clock, for a date in a response that has no date of its own.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        // Not headers.RetryAfter: it drops ISO dates and seconds past int.MaxValue.
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values) || values.Count != 1)
            return null;
        var text = values.ToString().Trim();

        if (text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Longest.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : Longest;
        if (IsoTime.TryParse(text, out var at) ||
            DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at))
            // By the clock that the date was made with: ours may be wrong.
            return Clamp(at - (headers.Date ?? now));
        return null;
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
}
