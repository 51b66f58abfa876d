namespace QuotaKit.Testing;

public sealed partial class Fault
{
    // No text encoding and no JSON begins like this, and every run sends the same.
    private static readonly byte[] _garbage = [.. Enumerable.Range(0, 64).Select(i => (byte)(0xFF - (37 * i)))];

    /// <summary>No fault: this request is answered as the vendor would. For a script in which only the second fails.</summary>
    public static Fault None { get; } = new("None");

    /// <summary>A status with the body that the vendor's pages show for it, or with another one.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">JSON to send; null for the vendor's own body, which is empty where its pages show none.</param>
    /// <param name="headers">Headers to add.</param>
    /// <returns>The fault.</returns>
    public static Fault Status(int status, string? body = null, params (string Name, string Value)[] headers)
    {
        ThrowIfNotFinalStatus(status);
        return new Fault($"Status({status})", answer: AddingHeaders(
            headers,
            (exchange, _) => body is null ? exchange.ErrorAnswer(status) : VendorAnswer.Json(status, body)));
    }

    /// <summary>The normal answer with other headers.</summary>
    /// <param name="headers">Headers to add; one of the same name is replaced.</param>
    /// <returns>The fault.</returns>
    public static Fault Headers(params (string Name, string Value)[] headers) =>
        new("Headers", answer: AddingHeaders(headers, (_, normalAnswer) => normalAnswer()));

    /// <summary>Any text in place of the normal answer.</summary>
    /// <param name="text">The body, sent as UTF-8.</param>
    /// <param name="contentType">Its content type. The default value is <c>application/json</c>.</param>
    /// <param name="status">The status, 200 to 599. The default value is 200.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(string text, string contentType = "application/json", int status = 200) =>
        Body(Utf8(text), contentType, status);

    /// <summary>Any bytes in place of the normal answer: broken UTF-8, a byte order mark, a compressed body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type. The default value is <c>application/json</c>.</param>
    /// <param name="status">The status, 200 to 599. The default value is 200.</param>
    /// <returns>The fault.</returns>
    public static Fault Body(byte[] body, string contentType = "application/json", int status = 200)
    {
        ThrowIfNotFinalStatus(status);
        return Answering("Body", status, [.. body], contentType);
    }

    /// <summary>Status 200 and bytes that are no JSON, always the same ones.</summary>
    /// <returns>The fault.</returns>
    public static Fault Garbage() => Answering("Garbage", 200, _garbage, "application/json");

    /// <summary>Status 200 and an HTML page, as a proxy or a login page in front of the vendor sends it.</summary>
    /// <returns>The fault.</returns>
    public static Fault Html() => Answering(
        "Html", 200, Utf8("<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>"), "text/html; charset=utf-8");

    /// <summary>The normal answer, late, by <see cref="QuotaSimulatorOptions.TimeProvider"/>; nothing comes before.</summary>
    /// <param name="delay">How late.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan delay) => new Fault($"Delay({delay})").WithDelay(delay);

    /// <summary>No answer at all, until the client gives up or the simulator is disposed.</summary>
    /// <returns>The fault.</returns>
    public static Fault Hang() => new("Hang", new HangDelivery());

    /// <summary>
    /// Status and headers of the normal answer at once, and then its body byte by byte, by
    /// <see cref="QuotaSimulatorOptions.TimeProvider"/>.
    /// </summary>
    /// <param name="perByte">The pause in front of each byte.</param>
    /// <returns>The fault.</returns>
    public static Fault Drip(TimeSpan perByte)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perByte, TimeSpan.Zero);
        return new Fault($"Drip({perByte})", new DripDelivery(perByte));
    }

    /// <summary>The connection is reset (RST) before anything is answered.</summary>
    /// <returns>The fault.</returns>
    public static Fault Reset() => new("Reset", new ResetDelivery());

    /// <summary>The connection is reset (RST) after the headers and half of the body.</summary>
    /// <returns>The fault.</returns>
    public static Fault ResetMidBody() => new("ResetMidBody", new PartialDelivery(endsWithReset: true));

    /// <summary>The connection is closed in order after half of the body that <c>Content-Length</c> promises.</summary>
    /// <returns>The fault.</returns>
    public static Fault Truncate() => new("Truncate", new PartialDelivery(endsWithReset: false));

    /// <summary>Bytes in place of an HTTP answer, after which the connection is closed: a bad status line, a bad chunk.</summary>
    /// <param name="bytes">
    /// What goes onto the wire, with its own status line and headers, if any. When that is nothing at all, <c>HttpClient</c> asks
    /// again by itself, up to three times, and each of those requests is counted and takes a fault.
    /// </param>
    /// <returns>The fault.</returns>
    public static Fault Raw(byte[] bytes) => new("Raw", new RawDelivery([.. bytes]));

    private static void ThrowIfNotFinalStatus(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
    }
}
