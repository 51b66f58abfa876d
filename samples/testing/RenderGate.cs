using QuotaKit;
using QuotaKit.HeyGen;

namespace RenderApp;

/// <summary>The app under test: it checks what is left before it renders.</summary>
public sealed class RenderGate(IQuotaClient quotas)
{
    /// <returns>Whether enough is left for a video of that length; null when it is unknown.</returns>
    public async Task<bool?> MayRenderAsync(TimeSpan length, CancellationToken cancellationToken = default)
    {
        try
        {
            var snapshot = await quotas.GetAsync("heygen", cancellationToken: cancellationToken);
            // Found by its key, because an account that is billed in US dollars has no credits.
            return snapshot.TryGetBalance("credits", out var credits) && credits.Remaining is { } left ? left >= HeyGenCosts.AvatarVideo.Cost(length) : null;
        }
        catch (QuotaException)
        {
            return null;
        }
    }
}
