namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Sends requests to a <see cref="FarEnd"/>.</summary>
internal sealed class FarEndHandler(FarEnd farEnd) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        farEnd.AnswerAsync(farEnd.Take(request), cancellationToken);
}
