#if DIRECT
using QuotaKit.Vzla;

namespace QuotaKit.FirstSnapshot;

/// <summary>QuotaKit without a container.</summary>
internal static class DirectRead
{
    public static async Task RunAsync(Uri server)
    {
        using var provider = new VzlaQuotaProvider(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789", BaseAddress = server });
        if ((await provider.GetQuotaAsync()).Primary.Remaining is null)
            throw new InvalidOperationException("Nothing remains.");
    }
}
#endif
