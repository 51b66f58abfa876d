using Microsoft.Extensions.Options;
using QuotaKit;
using QuotaKit.HeyGen;

namespace RenderWorker;

/// <summary>Checks whether enough is left at HeyGen for a job.</summary>
internal sealed class QuotaGate(IQuotaClient quotas, IOptions<RenderOptions> options, TimeProvider clock)
{
    private long? _renderedAt;

    /// <returns>Why and how long the job has to wait; null when it can run.</returns>
    public async Task<Hold?> CheckAsync(RenderJob job, CancellationToken cancellationToken)
    {
        try
        {
            var needed = HeyGenCosts.AvatarVideo.Cost(job.Length);
            var snapshot = await quotas.GetAsync("heygen", SinceLastRender(), cancellationToken);
            return (snapshot.TryGetBalance("credits", out var credits) ? credits : null) switch
            {
                { IsUnlimited: true } => null,
                { Remaining: { } left } when left >= needed => null,
                { Remaining: { } left } => Hold($"it costs {needed:0.##} credits, and {left:0.##} are left"),
                // Unknown is not enough: a video that comes late is better than one that fails halfway.
                { } => Hold("HeyGen does not say how much is left"),
                null => Hold("the price is known in credits, and this account pays in another unit"),
            };
        }
        catch (QuotaException e)
        {
            // This includes a wrong key: once it is corrected, the next call uses it.
            return Hold(e.Message, e.RetryAfter);
        }
    }

    /// <summary>Records that a job has spent credits.</summary>
    public void Rendered() => _renderedAt = clock.GetTimestamp();

    // A snapshot from before the last render does not include its cost. After a minute, no such snapshot is cached any more.
    private QuotaReadOptions? SinceLastRender() =>
        _renderedAt is { } then && clock.GetElapsedTime(then) is var since && since < TimeSpan.FromMinutes(1) ? new() { MaxAge = since } : null;

    private Hold Hold(string reason, TimeSpan? retryAfter = null) =>
        new(reason, retryAfter > options.Value.HoldFor ? retryAfter.Value : options.Value.HoldFor);
}
