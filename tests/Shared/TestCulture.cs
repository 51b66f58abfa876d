using System.Globalization;
using System.Runtime.CompilerServices;

namespace QuotaKit.Tests.Shared;

/// <summary>
/// Sets the culture of a whole test run from <c>QUOTAKIT_TEST_CULTURE</c>, such as <c>tr-TR</c>. Without the variable, the machine's culture applies.
/// A single test runs in one culture with <c>[CulturedFact]</c>.
/// </summary>
internal static class TestCulture
{
    /// <summary>Cultures that break code which forgets the invariant culture when it formats, parses or compares text for machines.</summary>
    public static readonly string[] All = ["tr-TR", "de-DE", "ar-SA", "fa-IR", "sv-SE", "th-TH"];

    /// <summary>Whether a culture differs from the invariant one in the way that is expected. Without ICU it does not, and tests in it prove nothing.</summary>
    public static bool IsReal(string name)
    {
        var culture = new CultureInfo(name, useUserOverride: false);
        return name switch
        {
            "tr-TR" => culture.TextInfo.ToUpper('i') == 'İ',
            "de-DE" => culture.NumberFormat.NumberDecimalSeparator == ",",
            "ar-SA" => culture.Calendar is UmAlQuraCalendar,
            "fa-IR" => culture.Calendar is PersianCalendar,
            "sv-SE" => culture.NumberFormat.NegativeSign == "\u2212",
            "th-TH" => culture.Calendar is ThaiBuddhistCalendar,
            _ => false,
        };
    }

    /// <summary>The environment variables that give a process this culture. The command is built for the invariant culture only; the second variable
    /// changes that.</summary>
    public static IReadOnlyDictionary<string, string?> EnvironmentOf(string name) => new Dictionary<string, string?>
    {
        ["LANG"] = $"{name.Replace('-', '_')}.UTF-8",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
        ["LC_ALL"] = null,
        ["LC_MESSAGES"] = null,
    };

    // A module initializer, so that the culture applies to all threads and to the processes that tests start.
    [ModuleInitializer]
    internal static void Set()
    {
        if (Environment.GetEnvironmentVariable("QUOTAKIT_TEST_CULTURE") is not { Length: > 0 } name)
            return;
        if (!IsReal(name))
            throw new CultureNotFoundException($"{name} is not one of {string.Join(", ", All)}, or this machine has no ICU. The tests would prove nothing.");
        var culture = new CultureInfo(name, useUserOverride: false);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
        foreach (var (variable, value) in EnvironmentOf(name))
            Environment.SetEnvironmentVariable(variable, value);
    }
}
