using QuotaKit.Http;
using Refit;

namespace QuotaKit.Vzla;

internal static partial class VzlaApi
{
    public static IVzlaApi Create(HttpClient client) => RestService.ForGenerated<IVzlaApi>(client, RefitTransport.Settings);
}
