namespace QuotaKit.Testing;

/// <summary>Sends the headers, and then the body one byte at a time.</summary>
internal sealed class DripDelivery(TimeSpan perByte) : Delivery
{
    public override async Task SendAsync(Exchange exchange, Func<VendorResponse> response)
    {
        var whole = response();
        exchange.Begin(whole);

        // Each pause starts before the piece ahead of it is sent, because a client that has received the piece may move a fake clock at once.
        var sent = ReadOnlyMemory<byte>.Empty;
        for (var next = 0; next < whole.Body.Length; next++)
        {
            var pause = exchange.PauseAsync(perByte);
            await exchange.SendPieceAsync(sent).ConfigureAwait(false);
            await pause.ConfigureAwait(false);
            sent = whole.Body.Slice(next, 1);
        }

        await exchange.SendPieceAsync(sent).ConfigureAwait(false);
    }
}
