namespace QuotaKit.Testing;

/// <summary>Resets the connection without a response.</summary>
internal sealed class ResetDelivery : Delivery
{
    public override bool SendsHeaders => false;

    public override Task SendAsync(Exchange exchange, Func<VendorResponse> response) =>
        exchange.Connection.SendAndResetAsync(ReadOnlyMemory<byte>.Empty);
}
