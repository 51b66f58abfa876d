using Microsoft.Extensions.Logging;

namespace RenderWorker;

/// <summary>Your call of HeyGen's <c>video/generate</c> goes here.</summary>
internal sealed class Renderer(ILogger<Renderer> log)
{
    public Task RenderAsync(RenderJob job)
    {
        log.LogInformation("Rendered {Job}", job.Name);
        return Task.CompletedTask;
    }
}
