using System.Globalization;
using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reads one section of the configuration, strictly: a value of the wrong type and a setting that nobody knows are errors that
/// name the setting. No error quotes a value, since it may be a key.</summary>
/// <remarks>Not the configuration binder: it would quote values, and drop what it does not know.</remarks>
public sealed class QuotaSettings
{
    internal const string Accounts = "Accounts";

    private readonly IConfiguration _section;
    private readonly string _provider;
    private readonly List<string> _known;

    internal QuotaSettings(IConfiguration section, string provider, params string[] alsoKnown)
    {
        _section = section;
        _provider = provider;
        _known = [.. alsoKnown];
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="apply">Called with the text when the setting is there.</param>
    public void Text(string name, Action<string> apply) => Read(name, "a text", text => text, apply);

    /// <summary>Reads a whole number.</summary>
    /// <inheritdoc cref="Text"/>
    public void WholeNumber(string name, Action<int> apply) =>
        Read(name, "a whole number", text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? (int?)n : null, n => apply(n!.Value));

    /// <summary>Reads a number with a decimal point.</summary>
    /// <inheritdoc cref="Text"/>
    public void Number(string name, Action<double> apply) =>
        Read(name, "a number such as 0.8", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? (double?)n : null, n => apply(n!.Value));

    /// <summary>Reads an amount with a decimal point.</summary>
    /// <inheritdoc cref="Text"/>
    public void Amount(string name, Action<decimal> apply) =>
        Read(name, "an amount such as 12.5", text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? (decimal?)n : null, n => apply(n!.Value));

    /// <summary>Reads a duration.</summary>
    /// <inheritdoc cref="Text"/>
    public void Duration(string name, Action<TimeSpan> apply) =>
        Read(name, "a duration such as 00:00:30", text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var t) ? (TimeSpan?)t : null, t => apply(t!.Value));

    /// <summary>Reads an absolute address.</summary>
    /// <inheritdoc cref="Text"/>
    public void Address(string name, Action<Uri> apply) =>
        Read(name, "an absolute address such as https://api.example.com/", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null, apply!);

    /// <summary>Reads one of a set of names, in any case.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="choices">The names, and what they stand for.</param>
    /// <param name="apply">Called with the choice when the setting is there.</param>
    /// <typeparam name="T">What the names stand for.</typeparam>
    public void OneOf<T>(string name, IReadOnlyDictionary<string, T> choices, Action<T> apply)
    {
        ArgumentNullException.ThrowIfNull(choices);
        Read(name, $"one of {string.Join(", ", choices.Keys)}",
            text => choices.Keys.FirstOrDefault(k => string.Equals(k, text, StringComparison.OrdinalIgnoreCase)), choice => apply(choices[choice!]));
    }

    /// <summary>Reads the settings below another one.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="read">Called with the settings below it when there are any.</param>
    public void Group(string name, Action<QuotaSettings> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _known.Add(name);
        var group = _section.GetSection(name);
        if (!group.GetChildren().Any())
        {
            if (!string.IsNullOrEmpty(group.Value))
                throw Wrong(name, "a group of settings, not a single value");
            return;
        }

        var settings = new QuotaSettings(group, _provider);
        read(settings);
        settings.RefuseUnknown();
    }

    /// <summary>Reads each group of settings below another setting, such as one for each balance.</summary>
    internal void Groups(string name, Action<string, QuotaSettings> read) => Group(name, groups =>
    {
        foreach (var child in groups._section.GetChildren())
            groups.Group(child.Key, group => read(child.Key, group));
    });

    /// <summary>The settings that every vendor has.</summary>
    internal void ReadCommon(QuotaProviderOptions options)
    {
        // An empty key is a placeholder, and no reason to forget one from the environment.
        Text(nameof(options.ApiKey), v => options.ApiKey = string.IsNullOrWhiteSpace(v) ? options.ApiKey : v);
        Address(nameof(options.BaseAddress), v => options.BaseAddress = v);
        Group(nameof(options.Thresholds), group =>
        {
            options.Thresholds = group.ReadThresholds(options.Thresholds);
            group.Groups(nameof(QuotaThresholds.Balances), (key, balance) => options.Thresholds = options.Thresholds with
            {
                Balances = new Dictionary<string, QuotaThresholds>(options.Thresholds.Balances, StringComparer.OrdinalIgnoreCase) { [key] = balance.ReadThresholds(options.Thresholds.For(key) with { Balances = QuotaThresholds.Default.Balances }) },
            });
        });
        var resilience = options.Resilience;
        Group(nameof(options.Resilience), group =>
        {
            group.WholeNumber(nameof(resilience.MaxAttempts), v => resilience.MaxAttempts = v);
            group.Duration(nameof(resilience.AttemptTimeout), v => resilience.AttemptTimeout = v);
            group.Duration(nameof(resilience.TotalTimeout), v => resilience.TotalTimeout = v);
            group.Duration(nameof(resilience.BaseDelay), v => resilience.BaseDelay = v);
            group.Duration(nameof(resilience.MaxDelay), v => resilience.MaxDelay = v);
            group.WholeNumber(nameof(resilience.BreakAfterFailures), v => resilience.BreakAfterFailures = v);
            group.Duration(nameof(resilience.BreakDuration), v => resilience.BreakDuration = v);
        });
    }

    private QuotaThresholds ReadThresholds(QuotaThresholds thresholds)
    {
        Number(nameof(thresholds.Warning), v => thresholds = thresholds with { Warning = v });
        Number(nameof(thresholds.Critical), v => thresholds = thresholds with { Critical = v });
        Amount(nameof(thresholds.WarningRemaining), v => thresholds = thresholds with { WarningRemaining = v });
        Amount(nameof(thresholds.CriticalRemaining), v => thresholds = thresholds with { CriticalRemaining = v });
        return thresholds;
    }

    /// <exception cref="QuotaConfigurationException">The section holds a setting that was not read.</exception>
    internal void RefuseUnknown()
    {
        foreach (var child in _section.GetChildren())
        {
            if (!_known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new QuotaConfigurationException(_provider, $"'{child.Path}' is not a setting of QuotaKit. Known there: {string.Join(", ", _known)}.");
        }
    }

    private void Read<T>(string name, string expected, Func<string, T?> parse, Action<T> apply)
    {
        _known.Add(name);
        var setting = _section.GetSection(name);
        if (setting.GetChildren().Any())
            throw Wrong(name, expected + ", not a group");
        if (setting.Value is not { } text)
            return;
        apply(parse(text) ?? throw Wrong(name, expected));
    }

    private QuotaConfigurationException Wrong(string name, string expected) =>
        new(_provider, $"'{_section.GetSection(name).Path}' must be {expected}.");
}
