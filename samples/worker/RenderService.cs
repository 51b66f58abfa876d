using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RenderWorker;

/// <summary>Renders one job after the other, each as soon as enough is left for it.</summary>
internal sealed class RenderService(RenderQueue queue, QuotaGate gate, Renderer renderer, TimeProvider clock, ILogger<RenderService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in queue.ReadAllAsync(stoppingToken))
        {
            while (await gate.CheckAsync(job, stoppingToken) is { } hold)
            {
                log.LogWarning("Held {Job} for {Wait}: {Reason}", job.Name, hold.Wait, hold.Reason);
                await Task.Delay(hold.Wait, clock, stoppingToken);
            }

            // Not cancelled: a started job costs credits, so the host waits until it is done.
            await renderer.RenderAsync(job);
            gate.Rendered();
        }
    }
}
