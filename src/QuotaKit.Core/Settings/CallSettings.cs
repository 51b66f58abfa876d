namespace QuotaKit.Http;

/// <summary>A validated copy of a provider's options, used by its calls until the options change.</summary>
internal sealed class CallSettings
{
    private readonly QuotaProviderOptions _source;
    private readonly string _rawAccount;

    private CallSettings(QuotaProviderOptions source, QuotaProviderOptions copy)
    {
        _source = source;
        _rawAccount = copy.Account;
        copy.Account = QuotaNames.Normalize(copy.Account);
        Options = copy;
        Key = ApiKeyRules.Trim(copy.ApiKey);
        Scrubber = new KeyScrubber(Key);
    }

    /// <summary>The copy. The app may change the original options at any time, even during a call.</summary>
    public QuotaProviderOptions Options { get; }

    public QuotaResilienceOptions Resilience => Options.Resilience;

    public string Key { get; }

    public KeyScrubber Scrubber { get; }

    /// <summary>Copies and validates options.</summary>
    /// <exception cref="QuotaConfigurationException">An option is invalid; the message names all problems.</exception>
    public static CallSettings Create(QuotaProviderOptions options)
    {
        var copy = options.Copy();
        var problems = copy.Validate().ToList();
        if (problems.Count == 0)
            return new CallSettings(options, copy);
        var name = QuotaNames.Of(copy.Vendor.Id, copy.Account);
        throw new QuotaConfigurationException(copy.Vendor.Id, $"{name}: {string.Join(" ", problems)}") { Account = copy.Account };
    }

    /// <summary>Whether these settings are still up to date: the options are the same object and have not been changed since. Resilience is not
    /// compared, because it is read only once.</summary>
    public bool AreOf(QuotaProviderOptions options) =>
        ReferenceEquals(_source, options)
        && ReferenceEquals(Options.ApiKey, options.ApiKey)
        && ReferenceEquals(Options.Thresholds, options.Thresholds)
        && ReferenceEquals(Options.BaseAddress, options.BaseAddress)
        && ReferenceEquals(_rawAccount, options.Account)
        && options.HasSameSettings(Options);
}
