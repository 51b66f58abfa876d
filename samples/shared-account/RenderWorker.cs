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
            var hold = await guard.SpendAsync(spend, (hold, token) => RenderAsync(work, token), cancellationToken: stoppingToken);
            Console.WriteLine($"{job}: rendered for {hold.Actual![0]} credits");
        }
        catch (InsufficientQuotaException e)
        {
            Console.WriteLine($"{job}: refused. {e.Message}");
        }
        catch (QuotaException e) when (e.Kind == QuotaErrorKind.Ledger)
        {
            Console.WriteLine($"{job}: not started, {e.Message}");
        }
    }

    /// <summary>Stands for a request to the vendor, with the reservation's id as its idempotency key.</summary>
    private Task RenderAsync(WorkOptions work, CancellationToken cancellationToken) => Task.Delay(work.Duration, clock, cancellationToken);
}
