#if HOSTED
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.FirstSnapshot;

/// <summary>QuotaKit with a container.</summary>
internal static class HostedRead
{
    public static async Task RunAsync(Uri server)
    {
        Environment.SetEnvironmentVariable("VZLA_API_KEY", "vzlaio_0123456789");
        var services = new ServiceCollection();
        services.AddQuotaKit().AddVzla(o => o.BaseAddress = server);
        await using var app = services.BuildServiceProvider();
        if ((await app.GetRequiredService<IQuotaClient>().GetAsync("vzla")).Primary.Remaining is null)
            throw new InvalidOperationException("Nothing remains.");
    }
}
#endif
