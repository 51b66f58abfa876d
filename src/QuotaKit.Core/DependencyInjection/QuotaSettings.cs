using System.Globalization;
using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reads one section of the configuration, strictly: a value of the wrong type and a setting that nobody knows are errors that
/// name the setting. No error quotes a value, since it may be a key.</summary>
/// <remarks>Not the configuration binder: it would quote values, and drop what it does not know.</remarks>
public sealed class QuotaSettings
{
    private static readonly string[] _durationFormats = [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF"];

    private readonly SettingsLayer _layer;
    private readonly IConfiguration _section;
    private readonly string _provider;
    private readonly List<string> _known;

    // Shared with the groups below, so that an error names everything that is wrong.
    private readonly List<string> _problems;
    private IEnumerable<string> _reserved = [];

    internal QuotaSettings(SettingsLayer layer, string provider, params IEnumerable<string> alsoKnown)
        : this(layer, provider, [.. alsoKnown], [])
    {
    }

    private QuotaSettings(SettingsLayer layer, string provider, List<string> known, List<string> problems)
    {
        (_layer, _section, _provider, _known, _problems) = (layer, layer.Section, provider, known, problems);
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
        Read(name, "a number such as 0.8", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? (double?)n : null, n => apply(n!.Value));

    /// <summary>Reads an amount with a decimal point.</summary>
    /// <inheritdoc cref="Text"/>
    public void Amount(string name, Action<decimal> apply) =>
        Read(name, "an amount such as 12.5", text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? (decimal?)n : null, n => apply(n!.Value));

    /// <summary>Reads a duration: <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>, with a fraction of a second or without.</summary>
    /// <inheritdoc cref="Text"/>
    public void Duration(string name, Action<TimeSpan> apply) =>
        Read(name, "a duration such as 00:00:30 for 30 seconds, 02:00:00 for two hours or 7.00:00:00 for seven days", ParseDuration, t => apply(t!.Value));

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
        var group = _layer.Below(name);
        if (!group.Section.GetChildren().Any() && !IsSingleValue(group.Section))
            return;

        var settings = new QuotaSettings(group, _provider, [], _problems);
        read(settings);
        settings.Check(settings._known.FirstOrDefault("…"));
    }

    /// <summary>Makes names known that others read.</summary>
    internal void Reserve(IEnumerable<string> names) => _reserved = names;

    /// <summary>Makes the vendor's accounts known, and refuses what stands in their place.</summary>
    internal void CheckAccounts()
    {
        _known.Add(QuotaVendor.AccountsSection);
        var accounts = _section.GetSection(QuotaVendor.AccountsSection);
        if (IsSingleValue(accounts))
            _problems.Add($"'{NameOf(accounts)}' must be a group of accounts, not a single value. Set '{_layer.NameOf($"{accounts.Path}:team-a:ApiKey")}' for an account named team-a.");
        if (accounts.GetChildren().FirstOrDefault(a => QuotaNames.IsDefault(a.Key)) is { } account)
            _problems.Add($"'{NameOf(account)}' is not read: the default account's settings stand in '{_layer.NameOf(accounts.Path[..^(QuotaVendor.AccountsSection.Length + 1)])}' itself.");
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

    /// <summary>Ends the reading.</summary>
    /// <param name="example">A setting of the section, for somebody who set the section itself.</param>
    /// <exception cref="QuotaConfigurationException">Settings are wrong, or were not read by anybody; the message names them all.</exception>
    internal void ThrowIfWrong(string example)
    {
        Check(example);
        if (_problems.Count > 0)
            throw new QuotaConfigurationException(_provider, string.Join(" ", _problems));
    }

    private void Check(string example)
    {
        if (IsSingleValue(_section) && _section is IConfigurationSection own)
            _problems.Add($"'{NameOf(own)}' must be a group of settings, not a single value. Set '{_layer.NameOf($"{own.Path}:{example}")}' instead.");
        foreach (var child in _section.GetChildren())
        {
            if (!_known.Concat(_reserved).Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                _problems.Add($"'{NameOf(child)}' is not a setting of QuotaKit. Known there: {string.Join(", ", _known)}.");
        }
    }

    private void Read<T>(string name, string expected, Func<string, T?> parse, Action<T> apply)
    {
        _known.Add(name);
        var setting = _section.GetSection(name);
        if (setting.GetChildren().Any())
            _problems.Add($"'{NameOf(setting)}' must be {expected}, not a group.");
        else if (setting.Value is not { } text)
            return;
        else if (parse(text) is { } value)
            apply(value);
        else
            _problems.Add($"'{NameOf(setting)}' must be {expected}.");
    }

    private string NameOf(IConfigurationSection setting) => _layer.NameOf(setting.Path);

    private static bool IsSingleValue(IConfiguration section) => section is IConfigurationSection { Value.Length: > 0 };

    /// <summary>Stricter than TimeSpan.Parse, which takes 30:00:00 for thirty days.</summary>
    private static TimeSpan? ParseDuration(string text)
    {
        var isNegative = text.StartsWith('-');
        return TimeSpan.TryParseExact(
            isNegative ? text[1..] : text, _durationFormats, CultureInfo.InvariantCulture,
            isNegative ? TimeSpanStyles.AssumeNegative : TimeSpanStyles.None, out var duration) ? duration : null;
    }
}
