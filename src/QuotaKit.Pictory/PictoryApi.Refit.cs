using QuotaKit.Http;
using Refit;

namespace QuotaKit.Pictory;

internal static partial class PictoryApi
{
    public static IPictoryApi Create(HttpClient client) => RestService.ForGenerated<IPictoryApi>(client, RefitTransport.Settings);
}
