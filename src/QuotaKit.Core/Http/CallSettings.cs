namespace QuotaKit.Http;

/// <summary>A provider's settings, checked and made ready, for as long as the options stay as they are.</summary>
internal sealed class CallSettings
{
    private readonly string _rawKey;

    private CallSettings(QuotaProviderOptions options)
    {
        Options = options;
        Resilience = options.Resilience.Copy();
        _rawKey = options.ApiKey;
        Key = ApiKeyRules.Trim(_rawKey);
        Scrubber = new KeyScrubber(Key);
    }

    public QuotaProviderOptions Options { get; }

    /// <summary>As they were checked; the options' own may be changed at any time.</summary>
    public QuotaResilienceOptions Resilience { get; }

    public string Key { get; }

    public KeyScrubber Scrubber { get; }

    /// <exception cref="QuotaConfigurationException">Something is wrong with the options; the message names everything that is.</exception>
    public static CallSettings Create(QuotaProviderOptions options)
    {
        var problems = options.Validate().ToList();
        return problems.Count == 0 ? new CallSettings(options) : throw new QuotaConfigurationException(
            options.Vendor.Id, $"{QuotaNames.Of(options.Vendor.Id, options.Account)}: {string.Join(" ", problems)}")
        {
            Account = options.Account,
        };
    }

    /// <summary>Whether these are still the settings of those options: the same object, with the same key in it.</summary>
    public bool AreOf(QuotaProviderOptions options) =>
        ReferenceEquals(Options, options) && ReferenceEquals(_rawKey, options.ApiKey);
}
