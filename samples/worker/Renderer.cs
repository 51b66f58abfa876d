using Microsoft.Extensions.Logging;

namespace RenderWorker;

/// <summary>Stands in for your call of HeyGen's <c>video/generate</c>.</summary>
internal sealed class Renderer(ILogger<Renderer> log)
{
    public Task RenderAsync(RenderJob job)
    {
        log.LogInformation("Rendered {Job}", job.Name);
        return Task.CompletedTask;
    }
}
