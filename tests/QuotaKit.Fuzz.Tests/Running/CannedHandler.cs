namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>Returns a given response synchronously, so that the whole call runs on one thread.</summary>
internal sealed class CannedHandler(Func<FuzzCase> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(answer().ToResponse());
}
