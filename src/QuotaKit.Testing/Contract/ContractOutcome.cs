using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>Reads the outcome of a call: a snapshot or an exception.</summary>
internal static class ContractOutcome
{
    /// <summary>Describes the outcome in one line, for the message of a failure.</summary>
    public static string Describe(object outcome) => outcome switch
    {
        QuotaException e => $"{e.GetType().Name} of kind {e.Kind}: {e.Message}",
        Exception e => $"{e.GetType().Name}: {e.Message}",
        _ => $"a snapshot, {outcome}",
    };

    /// <summary>Lists every text that a program could show of the outcome.</summary>
    public static IEnumerable<string?> TextsOf(object outcome) => outcome switch
    {
        // ToString() includes the inner exceptions and their stack traces.
        QuotaException e => [e.ToString(), e.VendorCode, e.VendorMessage, e.RequestId, JsonSerializer.Serialize(e, QuotaJson.Default.QuotaException)],
        QuotaSnapshot s => [s.ToString(), s.RawJson, .. s.Warnings, JsonSerializer.Serialize(s, QuotaJson.Default.QuotaSnapshot)],
        _ => [outcome.ToString()],
    };
}
