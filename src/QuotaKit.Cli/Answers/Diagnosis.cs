using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Answers;

/// <summary>What was found out about an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="KeyFrom">Where its key comes from; null when there is none.</param>
/// <param name="Address">Where it is asked; null when the settings do not say.</param>
/// <param name="Probe">What a plain request found; null when there was no address to send it to.</param>
/// <param name="Result">What a real read found.</param>
internal sealed record Diagnosis(AccountName Account, string? KeyFrom, string? Address, VendorProbe? Probe, QuotaResult Result)
{
    // A second is lost on the way; a minute shows in what is told about resets.
    private static readonly TimeSpan _harmless = TimeSpan.FromSeconds(5);

    public int ExitCode => Result.Error is { } error ? Parsing.ExitCode.Of(error) : Parsing.ExitCode.Fine;

    /// <summary>Whether the vendor takes the key; null when it did not get as far.</summary>
    public bool? IsKeyAccepted => Result.Error?.Kind switch
    {
        null => true,
        QuotaErrorKind.Unauthorized or QuotaErrorKind.Forbidden => false,
        _ => null,
    };

    public IEnumerable<(string What, string Finding)> Lines()
    {
        yield return ("key", KeyFrom is null ? $"none: set {Account.KeySetting}" : $"from {KeyFrom}");
        yield return ("address", Address ?? "unknown");
        yield return ("connect", Probe switch
        {
            null => "not tried",
            { Problem: { } problem } => problem,
            { Connect: { } connect, Answer: { } answer } => $"{Milliseconds(connect)}, answered after {Milliseconds(answer)}",
            _ => $"answered after {Milliseconds(Probe.Answer!.Value)}",
        });
        yield return ("clock", Probe?.ClockSkew switch
        {
            null => "unknown: the vendor did not tell its time",
            { } skew when skew.Duration() <= _harmless => "agrees with the vendor's",
            { } skew => $"{Times.Duration(skew.Duration())} {(skew > TimeSpan.Zero ? "ahead of" : "behind")} the vendor's: set it, or resets are told wrong",
        });
        yield return Result.Snapshot is { } snapshot
            ? ("account", $"the vendor accepts the key; {snapshot.Status}")
            : ("account", Result.ToString()[(Result.Name.Length + 2)..]);
    }

    private static string Milliseconds(TimeSpan time) => FormattableString.Invariant($"{Math.Ceiling(time.TotalMilliseconds)} ms");
}
