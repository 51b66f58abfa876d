namespace QuotaKit.Testing;

/// <summary>The connection is reset in place of an answer.</summary>
internal sealed class ResetDelivery : Delivery
{
    public override bool SendsHeaders => false;

    public override Task SendAsync(Exchange exchange, Func<VendorAnswer> answer) =>
        exchange.Connection.SendAndResetAsync(ReadOnlyMemory<byte>.Empty);
}
