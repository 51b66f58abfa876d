namespace QuotaKit.Benchmarks.Transport;

/// <summary>Never answers, until it is given up on.</summary>
internal sealed class SilentHandler : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        throw new InvalidOperationException("Nobody waits as long.");
    }
}
