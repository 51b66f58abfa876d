namespace QuotaKit.Http;

/// <summary>Holds the settings of one provider. Its options may change between calls. A changed address or account is an error,
/// and Resilience is used as it was at the first call.</summary>
internal sealed class ProviderSettings(Func<QuotaProviderOptions> options)
{
    /// <summary>The settings of the latest call.</summary>
    public CallSettings Current { get; private set; } = CallSettings.Create(options());

    /// <summary>Reads the options again, and checks them if they have changed.</summary>
    /// <exception cref="QuotaConfigurationException">A changed option is invalid, or must not change.</exception>
    public CallSettings Refresh()
    {
        var latest = options();
        var current = Current;
        if (current.AreOf(latest))
            return current;

        var changed = CallSettings.Create(latest);
        // A key that was set together with a new address must not be sent to the old one, which is the one that the HTTP client has.
        if (changed.Options.BaseAddress != current.Options.BaseAddress)
            throw ReadOnce(current.Options, nameof(latest.BaseAddress));
        // The balances of one account must not be reported as another's.
        if (changed.Options.Account != current.Options.Account)
            throw ReadOnce(current.Options, nameof(latest.Account));
        return Current = changed;
    }

    private static QuotaConfigurationException ReadOnce(QuotaProviderOptions options, string setting) => new(
        options.Vendor.Id,
        $"{QuotaNames.Of(options.Vendor.Id, options.Account)}: {setting} has changed, but is read only once. Create a new provider.")
    {
        Account = options.Account,
    };
}
