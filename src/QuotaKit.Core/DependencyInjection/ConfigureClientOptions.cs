using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Reads the client's options from the environment and the configuration.</summary>
internal sealed class ConfigureClientOptions(QuotaKitSettings settings) : IConfigureOptions<QuotaClientOptions>
{
    public void Configure(QuotaClientOptions options) => settings.ReadClientOptions(options);
}
