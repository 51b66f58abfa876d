using QuotaKit;
using QuotaKit.HeyGen;

namespace RenderApp;

/// <summary>The app under test: it asks what is left before it renders.</summary>
public sealed class RenderGate(IQuotaClient quotas)
{
    /// <returns>Whether there is enough for a video of that length; null when nobody knows.</returns>
    public async Task<bool?> MayRenderAsync(TimeSpan length, CancellationToken cancellationToken = default)
    {
        try
        {
            var snapshot = await quotas.GetAsync("heygen", cancellationToken: cancellationToken);
            // By its key: an account that is billed in US$ has no credits to compare with.
            return snapshot.TryGetBalance("credits", out var credits) && credits.Remaining is { } left ? left >= HeyGenCosts.AvatarVideo.Cost(length) : null;
        }
        catch (QuotaException)
        {
            return null;
        }
    }
}
