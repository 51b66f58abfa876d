using System.Collections.Frozen;

namespace QuotaKit.Http;

/// <summary>Describes a vendor: its names in settings, variables and messages, and its address.</summary>
public sealed record QuotaVendor
{
    /// <summary>The section of the configuration that holds all settings of QuotaKit.</summary>
    internal const string RootSection = "QuotaKit";

    /// <summary>The section of the named accounts, below the vendor's own: <c>QuotaKit:HeyGen:Accounts</c>.</summary>
    internal const string AccountsSection = "Accounts";

    /// <summary>The id in lower case, as in <see cref="QuotaSnapshot.Provider"/>: <c>"heygen"</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people: <c>"HeyGen"</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The name of the vendor's section, below <c>QuotaKit</c> in the configuration: <c>"HeyGen"</c>.</summary>
    public required string SettingName { get; init; }

    /// <summary>The environment variable with the key of the default account: <c>"HEYGEN_API_KEY"</c>.</summary>
    public required string EnvironmentVariable { get; init; }

    /// <summary>The address of the vendor's API, unless the options set another one.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The amount thresholds that the vendor advises, by the key of a balance. An amount applies when the limit is not known and the user has not
    /// set that amount. The default value is empty.</summary>
    public IReadOnlyDictionary<string, QuotaThresholds> Advice { get; init; } = FrozenDictionary<string, QuotaThresholds>.Empty;

    /// <summary>The longest time from a charge until the vendor's answers show it; zero when they show it at once. The guard subtracts what was spent
    /// for this long, so a time that is too short loses money. The default value is null: unknown.</summary>
    public TimeSpan? SettlementLag { get; init; }

    /// <summary>Returns the setting with an account's key: <c>"QuotaKit:HeyGen:ApiKey"</c>, <c>"QuotaKit:HeyGen:Accounts:team-a:ApiKey"</c>.</summary>
    internal string KeySettingOf(string account) => SettingOf(account, nameof(QuotaProviderOptions.ApiKey));

    /// <summary>Returns the path of a setting of an account: <c>"QuotaKit:HeyGen:Plan"</c>, <c>"QuotaKit:HeyGen:Accounts:team-a:Plan"</c>.</summary>
    internal string SettingOf(string account, string name) => QuotaNames.IsDefault(account)
        ? $"{RootSection}:{SettingName}:{name}"
        : $"{RootSection}:{SettingName}:{AccountsSection}:{account}:{name}";
}
