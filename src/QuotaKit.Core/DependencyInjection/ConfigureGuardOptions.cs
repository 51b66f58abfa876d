using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Reads the guard's options from the environment and the configuration.</summary>
internal sealed class ConfigureGuardOptions(QuotaKitSettings settings) : IConfigureOptions<QuotaGuardOptions>
{
    public void Configure(QuotaGuardOptions options) => settings.ReadGuardOptions(options);
}
