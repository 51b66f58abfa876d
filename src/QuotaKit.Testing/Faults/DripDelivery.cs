namespace QuotaKit.Testing;

/// <summary>The headers, and then one byte at a time.</summary>
internal sealed class DripDelivery(TimeSpan perByte) : Delivery
{
    public override async Task SendAsync(Exchange exchange, Func<VendorAnswer> answer)
    {
        var whole = answer();
        exchange.Begin(whole);

        // Each pause starts before the piece in front of it goes out: a client that has seen that may turn a fake clock at once.
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
