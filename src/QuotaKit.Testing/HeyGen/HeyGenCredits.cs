using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>One kind of credits of a HeyGen subscription.</summary>
/// <param name="Remaining"><c>remaining</c>: the credits left; null leaves it out.</param>
/// <param name="ResetsAt"><c>resets_at</c>: when the credits are renewed; null leaves it out.</param>
public sealed record HeyGenCredits(decimal? Remaining = null, DateTimeOffset? ResetsAt = null)
{
    internal void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        if (Remaining is { } remaining)
            json.WriteNumber("remaining", remaining);
        if (ResetsAt is { } resetsAt)
            json.WriteString("resets_at", resetsAt);
        json.WriteEndObject();
    }
}
