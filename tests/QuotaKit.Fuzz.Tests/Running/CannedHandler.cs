namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Gives the answer at hand, at once: the whole call then runs without leaving its thread.</summary>
internal sealed class CannedHandler(Func<FuzzCase> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(answer().ToResponse());
}
