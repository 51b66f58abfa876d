using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuotaKit;

namespace SharedAccount;

/// <summary>Renders its jobs one after the other. Each job holds its credits before it begins, so no two processes spend the same ones.</summary>
public sealed class RenderWorker(IQuotaGuard guard, IOptions<WorkOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var work = options.Value;
        for (var job = 1; job <= work.Jobs; job++)
            await RunAsync($"{work.Name}-{job}", work, stoppingToken);
        lifetime.StopApplication();
    }

    private async Task RunAsync(string job, WorkOptions work, CancellationToken stoppingToken)
    {
        try
        {
            var spend = new QuotaSpend("heygen", work.Credits, QuotaUnit.Credits);
            var hold = await guard.SpendAsync(spend, (hold, token) => RenderAsync(hold.Id, work, token), cancellationToken: stoppingToken);
            Console.WriteLine($"{job}: rendered for {hold.Actual![0]} credits");
        }
        catch (InsufficientQuotaException e)
        {
            Console.WriteLine($"{job}: refused. {e.Message}");
        }
        catch (QuotaException e)
        {
            Console.WriteLine($"{job}: not started. {e.Message}");
        }
    }

    /// <summary>Stands for a request to the vendor.</summary>
    private async Task RenderAsync(string idempotencyKey, WorkOptions work, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Rendering with the idempotency key {idempotencyKey}");
        await Task.Delay(work.Duration, clock, cancellationToken);
    }
}
