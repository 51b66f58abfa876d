using QuotaKit.Http;
using Refit;

namespace QuotaKit.HeyGen;

internal static partial class HeyGenApi
{
    public static IHeyGenApi Create(HttpClient client) => RestService.ForGenerated<IHeyGenApi>(client, RefitTransport.Settings);
}
