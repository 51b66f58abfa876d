using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>A request that a simulated vendor received.</summary>
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

    /// <summary>The name of the vendor that received it, such as <c>heygen</c>.</summary>
    public string Vendor { get; }

    /// <summary>The method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The path, with the vendor's <see cref="SimulatedVendor.PathPrefix"/> and without the query.</summary>
    public string Path { get; }

    /// <summary>The query with its question mark; empty when there is no query.</summary>
    public string Query { get; }

    /// <summary>
    /// The headers by name, which ignores case. Several values of one name are joined with a comma. Only here can a test find the key that
    /// the app sent.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>When it was received, by <see cref="QuotaSimulatorOptions.TimeProvider"/>.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The status of the response; null while it waits, and when a fault sent no status.</summary>
    public int? Status { get; internal set; }

    /// <summary>Describes the request in one line: vendor, method, path and status. It leaves out the headers and the query, which can hold a key.</summary>
    /// <returns>Such as <c>heygen: GET /v2/user/remaining_quota → 200</c>.</returns>
    public override string ToString() => $"{Vendor}: {Method} {Path} → {Status?.ToString(CultureInfo.InvariantCulture) ?? "no response"}";
}
