namespace QuotaKit.Http;

/// <summary>One way to ask a vendor: how the request is sent, and what its answer means.</summary>
/// <param name="Send">Sends one request with the key given, and returns as soon as the answer's headers are there.</param>
/// <param name="Map">Makes a snapshot of a good answer. Pure.</param>
public sealed record QuotaEndpoint(
    Func<string, CancellationToken, Task<HttpResponseMessage>> Send,
    Func<QuotaDocument, QuotaSnapshot> Map);
