using System.Globalization;
using System.Net.Http.Headers;

namespace QuotaKit.Http;

/// <summary>Reads the Retry-After header.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The longest wait. Longer ones are cut to it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>The wait; zero for a date in the past; null when the header is missing or invalid.</summary>
    /// <param name="headers">The response's headers.</param>
    /// <param name="now">The current time, for a response without a Date header.</param>
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
            // Measured from the Date header, because the clock of this machine may be wrong.
            return Clamp(at - (headers.Date ?? now));
        return null;
    }

    private static TimeSpan Clamp(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < Longest ? wait : Longest;
}
