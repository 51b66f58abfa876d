using System.Globalization;
using System.Runtime.CompilerServices;

namespace QuotaKit.Tests.Shared;

/// <summary>
/// The culture that a whole run has, as on a user's machine: <c>QUOTAKIT_TEST_CULTURE=tr-TR</c>. Without the variable it is the machine's own.
/// Tests of one culture are <c>[CulturedFact]</c> instead.
/// </summary>
internal static class TestCulture
{
    /// <summary>Cultures in which code goes wrong that formats, parses or compares for people where it means machines.</summary>
    public static readonly string[] All = ["tr-TR", "de-DE", "ar-SA", "fa-IR", "sv-SE", "th-TH"];

    /// <summary>How each differs from the invariant culture. Without ICU none of them does, and tests in them show nothing.</summary>
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

    /// <summary>What gives a process this culture. The command is built without any; the second variable brings them back.</summary>
    public static IReadOnlyDictionary<string, string?> EnvironmentOf(string name) => new Dictionary<string, string?>
    {
        ["LANG"] = $"{name.Replace('-', '_')}.UTF-8",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
        ["LC_ALL"] = null,
        ["LC_MESSAGES"] = null,
    };

    // For every thread, not only those that a test's own flow reaches, and for the processes that tests start.
    [ModuleInitializer]
    internal static void Set()
    {
        if (Environment.GetEnvironmentVariable("QUOTAKIT_TEST_CULTURE") is not { Length: > 0 } name)
            return;
        if (!IsReal(name))
            throw new CultureNotFoundException($"{name} is not one of {string.Join(", ", All)}, or this machine has no ICU: the tests would show nothing.");
        var culture = new CultureInfo(name, useUserOverride: false);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
        foreach (var (variable, value) in EnvironmentOf(name))
            Environment.SetEnvironmentVariable(variable, value);
    }
}
