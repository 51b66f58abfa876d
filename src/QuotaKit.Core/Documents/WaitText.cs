namespace QuotaKit.Http;

/// <summary>Formats a wait for a message: <c>30 s</c>, <c>15 min</c>, <c>2.5 h</c>. Rounds up, so that nobody retries too early.</summary>
internal static class WaitText
{
    private const int MostSeconds = 120;
    private const int MostMinutes = 120;

    public static string Of(TimeSpan wait) => wait switch
    {
        { TotalSeconds: <= MostSeconds } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds):0} s"),
        { TotalMinutes: <= MostMinutes } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes):0} min"),
        _ => FormattableString.Invariant($"{Math.Ceiling(wait.TotalHours * 10) / 10:0.#} h"),
    };
}
