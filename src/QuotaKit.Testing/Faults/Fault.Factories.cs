namespace QuotaKit.Testing;

public sealed partial class Fault
{
    // No text encoding and no JSON begins like this. Every run sends the same bytes.
    private static readonly byte[] _garbage = [.. Enumerable.Range(0, 64).Select(i => (byte)(0xFF - (37 * i)))];

    /// <summary>Gets no fault: the request gets the normal response. For a script in which only the second request fails.</summary>
    public static Fault None { get; } = new("None");

    /// <summary>Sends a status, with the body that the vendor's documentation shows for it or with another body.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">JSON to send; null: the vendor's own body, which is empty where its documentation shows none.</param>
    /// <param name="headers">Headers to add.</param>
    /// <returns>The fault.</returns>
    public static Fault Status(int status, string? body = null, params (string Name, string Value)[] headers)
    {
        ThrowIfNotFinalStatus(status);
        return new Fault($"Status({status})", response: AddingHeaders(
            headers,
            (exchange, _) => body is null ? exchange.ErrorResponse(status) : VendorResponse.Json(status, body)));
    }

    /// <summary>Sends the normal response with other headers.</summary>
    /// <param name="headers">Headers to add; one of the same name is replaced.</param>
    /// <returns>The fault.</returns>
    public static Fault Headers(params (string Name, string Value)[] headers) =>
        new("Headers", response: AddingHeaders(headers, (_, normalResponse) => normalResponse()));

    /// <summary>Sends any text in place of the normal body.</summary>
    /// <param name="text">The body, sent as UTF-8.</param>
    /// <param name="contentType">Its content type. The default value is <c>application/json</c>.</param>
    /// <param name="status">The status, 200 to 599. The default value is 200.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(string text, string contentType = "application/json", int status = 200) =>
        Body(Utf8(text), contentType, status);

    /// <summary>Sends any bytes in place of the normal body: invalid UTF-8, a byte order mark, a compressed body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type. The default value is <c>application/json</c>.</param>
    /// <param name="status">The status, 200 to 599. The default value is 200.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(byte[] body, string contentType = "application/json", int status = 200)
    {
        ThrowIfNotFinalStatus(status);
        return Responding("Body", status, [.. body], contentType);
    }

    /// <summary>Sends status 200 with bytes that are not JSON, the same bytes each time.</summary>
    /// <returns>The fault.</returns>
    public static Fault Garbage() => Responding("Garbage", 200, _garbage, "application/json");

    /// <summary>Sends status 200 with an HTML page, as a proxy or a login page in front of the vendor does.</summary>
    /// <returns>The fault.</returns>
    public static Fault Html() => Responding(
        "Html", 200, Utf8("<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>"), "text/html; charset=utf-8");

    /// <summary>Sends the normal response after a delay. <see cref="QuotaSimulatorOptions.TimeProvider"/> measures it.</summary>
    /// <param name="delay">The time before anything is sent.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan delay) => new Fault($"Delay({delay})").WithDelay(delay);

    /// <summary>Sends nothing until the client cancels the request or the simulator is disposed.</summary>
    /// <returns>The fault.</returns>
    public static Fault Hang() => new("Hang", new HangDelivery());

    /// <summary>
    /// Sends the status and headers of the normal response at once, and then its body byte by byte.
    /// <see cref="QuotaSimulatorOptions.TimeProvider"/> measures the pauses.
    /// </summary>
    /// <param name="perByte">The pause before each byte.</param>
    /// <returns>The fault.</returns>
    public static Fault Drip(TimeSpan perByte)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perByte, TimeSpan.Zero);
        return new Fault($"Drip({perByte})", new DripDelivery(perByte));
    }

    /// <summary>Resets the connection (RST) before anything is sent.</summary>
    /// <returns>The fault.</returns>
    public static Fault Reset() => new("Reset", new ResetDelivery());

    /// <summary>Resets the connection (RST) after the headers and half of the body.</summary>
    /// <returns>The fault.</returns>
    public static Fault ResetMidBody() => new("ResetMidBody", new PartialDelivery(endsWithReset: true));

    /// <summary>Closes the connection in order after half of the body that <c>Content-Length</c> promises.</summary>
    /// <returns>The fault.</returns>
    public static Fault Truncate() => new("Truncate", new PartialDelivery(endsWithReset: false));

    /// <summary>Sends bytes in place of an HTTP response, such as a bad status line or a bad chunk, and closes the connection.</summary>
    /// <param name="bytes">
    /// The bytes to send, with their own status line and headers, if any. When there are none, <c>HttpClient</c> itself may repeat a request
    /// without a body up to three times. Each of these requests is counted and takes a fault.
    /// </param>
    /// <returns>The fault.</returns>
    public static Fault Raw(byte[] bytes) => new("Raw", new RawDelivery([.. bytes]));

    private static void ThrowIfNotFinalStatus(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
    }
}
