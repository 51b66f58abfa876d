using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reads one section of the configuration strictly: an invalid value or an unknown setting is an error that names the setting. Errors never
/// quote a value, because it may be a key.</summary>
/// <remarks>The configuration binder of .NET is not used: its errors quote values, and it ignores unknown settings.</remarks>
public sealed class QuotaSettings
{
    private static readonly string[] _durationFormats = [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFFF"];

    private readonly SettingsLayer _layer;
    private readonly IConfiguration _section;
    private readonly string _provider;
    private readonly List<string> _known;

    // Shared with the groups below this section, so that one error can list all problems.
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

    private delegate bool TryParse<T>(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>Reads a text.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="apply">Called with the value if the setting exists and is valid.</param>
    public void Text(string name, Action<string> apply) => Read(name, "a text", TryTake, apply);

    /// <summary>Reads a whole number.</summary>
    /// <inheritdoc cref="Text"/>
    public void WholeNumber(string name, Action<int> apply) => Read(
        name, "a whole number", (text, out value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), apply);

    /// <summary>Reads a number with a decimal point.</summary>
    /// <inheritdoc cref="Text"/>
    public void Number(string name, Action<double> apply) => Read(
        name, "a number such as 0.8",
        (text, out value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value), apply);

    /// <summary>Reads an amount with a decimal point.</summary>
    /// <inheritdoc cref="Text"/>
    public void Amount(string name, Action<decimal> apply) => Read(
        name, "an amount such as 12.5", (text, out value) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value), apply);

    /// <summary>Reads a duration: <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>, with or without a fraction of a second.</summary>
    /// <inheritdoc cref="Text"/>
    public void Duration(string name, Action<TimeSpan> apply) =>
        Read(name, "a duration such as 00:00:30 for 30 seconds, 02:00:00 for two hours or 7.00:00:00 for seven days", TryParseDuration, apply);

    /// <summary>Reads an absolute address.</summary>
    /// <inheritdoc cref="Text"/>
    public void Address(string name, Action<Uri> apply) =>
        Read(name, "an absolute address such as https://api.example.com/", TryParseAddress, apply);

    /// <summary>Reads one of several names, in any letter case.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="choices">The names and their values.</param>
    /// <param name="apply">Called with the value if the setting exists and is valid.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public void OneOf<T>(string name, IReadOnlyDictionary<string, T> choices, Action<T> apply)
    {
        ArgumentNullException.ThrowIfNull(choices);
        Read(name, $"one of {string.Join(", ", choices.Keys)}", TryChoose, apply);

        bool TryChoose(string text, [MaybeNullWhen(false)] out T value)
        {
            value = default;
            return choices.Keys.FirstOrDefault(k => string.Equals(k, text, StringComparison.OrdinalIgnoreCase)) is { } key
                && choices.TryGetValue(key, out value);
        }
    }

    /// <summary>Reads the settings below another setting.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="read">Called with the settings below it, if there are any.</param>
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

    /// <summary>Reads each group below a setting, such as one for each balance.</summary>
    internal void Groups(string name, Action<string, QuotaSettings> read) => Group(name, groups =>
    {
        foreach (var child in groups._section.GetChildren())
            groups.Group(child.Key, group => read(child.Key, group));
    });

    /// <summary>Reads the name of a time zone: <c>Europe/Berlin</c>.</summary>
    internal void Zone(string name, Action<TimeZoneInfo> apply) =>
        Read(name, "a time zone that this machine knows, such as Europe/Berlin", TimeZoneInfo.TryFindSystemTimeZoneById, apply);

    /// <summary>Notes that a setting which must be there is missing.</summary>
    internal void Missing(string name) => _problems.Add($"'{_layer.NameOf($"{(_section as IConfigurationSection)?.Path}:{name}")}' is missing.");

    /// <summary>The names of all settings of this section.</summary>
    internal IEnumerable<string> Names => _section.GetChildren().Select(child => child.Key);

    /// <summary>Accepts settings that other packages read.</summary>
    internal void Reserve(IEnumerable<string> names) => _reserved = names;

    /// <summary>Accepts the section of the vendor's named accounts, and notes mistakes in it.</summary>
    internal void CheckAccounts()
    {
        _known.Add(QuotaVendor.AccountsSection);
        var accounts = _section.GetSection(QuotaVendor.AccountsSection);
        if (IsSingleValue(accounts))
        {
            var example = _layer.NameOf($"{accounts.Path}:team-a:ApiKey");
            _problems.Add($"'{NameOf(accounts)}' must be a group of accounts, not a single value. Set '{example}' for an account named team-a.");
        }

        if (accounts.GetChildren().FirstOrDefault(a => QuotaNames.IsDefault(a.Key)) is { } account)
        {
            var vendor = _layer.NameOf(accounts.Path[..^(QuotaVendor.AccountsSection.Length + 1)]);
            _problems.Add($"'{NameOf(account)}' is not read. Set the default account's settings in '{vendor}' itself.");
        }
    }

    /// <summary>Reports all problems of this section and its groups. Called when everything has been read.</summary>
    /// <param name="example">A setting of this section, for the message if the section is a single value.</param>
    /// <exception cref="QuotaConfigurationException">Settings are invalid or unknown; the message names them all.</exception>
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
                _problems.Add($"'{NameOf(child)}' is not a setting of QuotaKit. Known settings: {string.Join(", ", _known)}.");
        }
    }

    private void Read<T>(string name, string expected, TryParse<T> tryParse, Action<T> apply)
    {
        _known.Add(name);
        var setting = _section.GetSection(name);
        if (setting.GetChildren().Any())
            _problems.Add($"'{NameOf(setting)}' must be {expected}, not a group.");
        else if (setting.Value is not { } text)
            return;
        else if (tryParse(text, out var value))
            apply(value);
        else
            _problems.Add($"'{NameOf(setting)}' must be {expected}.");
    }

    private string NameOf(IConfigurationSection setting) => _layer.NameOf(setting.Path);

    private static bool IsSingleValue(IConfiguration section) => section is IConfigurationSection { Value.Length: > 0 };

    private static bool TryTake(string text, out string value)
    {
        value = text;
        return true;
    }

    private static bool TryParseAddress(string text, [MaybeNullWhen(false)] out Uri value) => Uri.TryCreate(text, UriKind.Absolute, out value);

    // Not TimeSpan.TryParse, which reads 30:00:00 as thirty days.
    private static bool TryParseDuration(string text, out TimeSpan value)
    {
        var isNegative = text.StartsWith('-');
        return TimeSpan.TryParseExact(
            isNegative ? text[1..] : text, _durationFormats, CultureInfo.InvariantCulture,
            isNegative ? TimeSpanStyles.AssumeNegative : TimeSpanStyles.None, out value);
    }
}
