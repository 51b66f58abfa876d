using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Fills the client's options from the QuotaKit section.</summary>
internal sealed class ConfigureClientOptions(QuotaKitSection section) : IConfigureOptions<QuotaClientOptions>
{
    public void Configure(QuotaClientOptions options)
    {
        if (section.Value is { } configuration)
            QuotaProviderRegistry.ReadClientOptions(new QuotaSettings(configuration, ""), options);
    }
}
