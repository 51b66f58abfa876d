using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace QuotaKit.Testing;

/// <summary>Sends headers that promise the whole body, sends half of it, and ends the connection.</summary>
internal sealed class PartialDelivery(bool endsWithReset) : Delivery
{
    public override Task SendAsync(Exchange exchange, Func<VendorResponse> response)
    {
        var whole = response();
        exchange.Request.Status = whole.Status;

        byte[] bytes = [.. Head(whole), .. whole.Body.Span[..(whole.Body.Length / 2)]];
        return endsWithReset
            ? exchange.Connection.SendAndResetAsync(bytes)
            : exchange.Connection.SendAndCloseAsync(bytes);
    }

    private static byte[] Head(VendorResponse response)
    {
        // An empty body has no half. The headers promise one byte, which is not sent.
        var promised = Math.Max(1, response.Body.Length);
        var head = new StringBuilder($"HTTP/1.1 {response.Status} {ReasonPhrases.GetReasonPhrase(response.Status)}\r\n");
        foreach (var (name, value) in response.Headers)
            head.Append(null, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes(head.Append(null, $"Content-Length: {promised}\r\n\r\n").ToString());
    }
}
