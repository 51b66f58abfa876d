using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>One request as a simulated vendor received it.</summary>
public sealed class RecordedRequest
{
    internal RecordedRequest(string vendor, HttpRequest request, DateTimeOffset receivedAt)
    {
        Vendor = vendor;
        Method = request.Method;
        Path = request.Path.Value ?? "";
        Query = request.QueryString.Value ?? "";
        Headers = request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        ReceivedAt = receivedAt;
    }

    /// <summary>The vendor it came to: <c>heygen</c>, <c>pictory</c> or <c>vzla</c>.</summary>
    public string Vendor { get; }

    /// <summary>The method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The path, with the vendor's <see cref="SimulatedVendor.PathPrefix"/> and without the query.</summary>
    public string Path { get; }

    /// <summary>The query with its question mark; empty when there is none.</summary>
    public string Query { get; }

    /// <summary>
    /// The headers by name, in any case; several values of one name are joined with a comma. Here, and only here, a test finds
    /// the key that the app sent.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>When it came, by <see cref="QuotaSimulatorOptions.TimeProvider"/>.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The status it was answered with; null while it waits, and when a fault answered without one.</summary>
    public int? Status { get; internal set; }

    /// <summary>One line for people: vendor, method, path and status. Never a header or the query, since those can hold a key.</summary>
    /// <returns>Such as <c>heygen: GET /v2/user/remaining_quota → 200</c>.</returns>
    public override string ToString() => $"{Vendor}: {Method} {Path} → {Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}";
}
