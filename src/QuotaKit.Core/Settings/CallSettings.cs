namespace QuotaKit.Http;

/// <summary>A provider's settings, checked and made ready, for as long as the options stay as they are.</summary>
internal sealed class CallSettings
{
    private readonly QuotaProviderOptions _source;
    private readonly string _rawAccount;

    private CallSettings(QuotaProviderOptions source, QuotaProviderOptions copy)
    {
        _source = source;
        _rawAccount = copy.Account;
        if (QuotaNames.IsDefault(copy.Account))
            copy.Account = QuotaNames.DefaultAccount;
        Options = copy;
        Key = ApiKeyRules.Trim(copy.ApiKey);
        Scrubber = new KeyScrubber(Key);
    }

    /// <summary>A copy of the options as they were checked: the options themselves may be changed at any time, even during a call.</summary>
    public QuotaProviderOptions Options { get; }

    public QuotaResilienceOptions Resilience => Options.Resilience;

    public string Key { get; }

    public KeyScrubber Scrubber { get; }

    /// <exception cref="QuotaConfigurationException">Something is wrong with the options; the message names everything that is.</exception>
    public static CallSettings Create(QuotaProviderOptions options)
    {
        var copy = options.Copy();
        var problems = copy.Validate().ToList();
        return problems.Count == 0 ? new CallSettings(options, copy) : throw new QuotaConfigurationException(
            copy.Vendor.Id, $"{QuotaNames.Of(copy.Vendor.Id, copy.Account)}: {string.Join(" ", problems)}")
        {
            Account = copy.Account,
        };
    }

    /// <summary>Whether these are still the settings of those options: the same object, in which nothing has been changed since. Resilience is
    /// read once and not compared.</summary>
    public bool AreOf(QuotaProviderOptions options) =>
        ReferenceEquals(_source, options)
        && ReferenceEquals(Options.ApiKey, options.ApiKey)
        && ReferenceEquals(Options.Thresholds, options.Thresholds)
        && ReferenceEquals(Options.BaseAddress, options.BaseAddress)
        && ReferenceEquals(_rawAccount, options.Account)
        && options.HasSameSettings(Options);
}
