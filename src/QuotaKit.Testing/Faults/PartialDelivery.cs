using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace QuotaKit.Testing;

/// <summary>Headers that promise the whole body, half of it, and the end of the connection.</summary>
internal sealed class PartialDelivery(bool endsWithReset) : Delivery
{
    public override Task SendAsync(Exchange exchange, Func<VendorAnswer> answer)
    {
        var whole = answer();
        exchange.Request.Status = whole.Status;

        byte[] bytes = [.. Head(whole), .. whole.Body.Span[..(whole.Body.Length / 2)]];
        return endsWithReset
            ? exchange.Connection.SendAndResetAsync(bytes)
            : exchange.Connection.SendAndCloseAsync(bytes);
    }

    private static byte[] Head(VendorAnswer answer)
    {
        // An empty body has no half: one byte is promised then, and does not come.
        var promised = Math.Max(1, answer.Body.Length);
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(null, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes(head.Append(null, $"Content-Length: {promised}\r\n\r\n").ToString());
    }
}
