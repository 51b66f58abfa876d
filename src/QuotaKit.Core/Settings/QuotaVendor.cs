using System.Collections.Frozen;

namespace QuotaKit.Http;

/// <summary>Who a vendor is: what its settings, variables and messages are called.</summary>
public sealed record QuotaVendor
{
    /// <summary>The section of named accounts below a vendor's own: <c>QuotaKit:HeyGen:Accounts</c>.</summary>
    internal const string AccountsSection = "Accounts";

    /// <summary>The id in lower case, as in <see cref="QuotaSnapshot.Provider"/>: <c>"heygen"</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people: <c>"HeyGen"</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The name of its section below <c>QuotaKit</c> in the configuration: <c>"HeyGen"</c>.</summary>
    public required string SettingName { get; init; }

    /// <summary>The environment variable that holds its key: <c>"HEYGEN_API_KEY"</c>.</summary>
    public required string EnvironmentVariable { get; init; }

    /// <summary>Where it answers, unless the options say otherwise.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>Amount thresholds that the vendor itself advises, by the key of a balance. Each counts where no limit is known and the
    /// user has not set it. The default value is empty.</summary>
    public IReadOnlyDictionary<string, QuotaThresholds> Advice { get; init; } = FrozenDictionary<string, QuotaThresholds>.Empty;
}
