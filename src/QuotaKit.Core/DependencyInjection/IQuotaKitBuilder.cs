using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>Where vendors and accounts are added: <c>services.AddQuotaKit().AddHeyGen(…)</c>.</summary>
public interface IQuotaKitBuilder
{
    /// <summary>The services that everything is registered in.</summary>
    IServiceCollection Services { get; }
}
