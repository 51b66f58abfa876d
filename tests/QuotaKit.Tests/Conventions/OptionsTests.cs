using System.Reflection;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Conventions;

/// <summary>HasSameSettings compares every option that a vendor adds. Otherwise a changed option would have no effect.</summary>
public sealed class OptionsTests
{
    private static readonly MethodInfo? _hasSameSettings =
        typeof(QuotaProviderOptions).GetMethod("HasSameSettings", BindingFlags.Instance | BindingFlags.NonPublic);

    public static TheoryData<Type> Types => [typeof(HeyGenQuotaOptions), typeof(PictoryQuotaOptions), typeof(VzlaQuotaOptions)];

    [Theory]
    [MemberData(nameof(Types))]
    public void HasSameSettings_compares_every_option_of_a_vendor(Type type)
    {
        var unchanged = (QuotaProviderOptions)Activator.CreateInstance(type)!;
        Assert.True(HasSameSettings((QuotaProviderOptions)Activator.CreateInstance(type)!, unchanged));

        foreach (var setting in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(p => p.CanWrite))
        {
            var changed = (QuotaProviderOptions)Activator.CreateInstance(type)!;
            setting.SetValue(changed, AnotherOf(Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType));
            Assert.False(HasSameSettings(changed, unchanged), $"{type.Name}.HasSameSettings does not compare {setting.Name}.");
        }
    }

    private static bool HasSameSettings(QuotaProviderOptions options, QuotaProviderOptions other) => (bool)_hasSameSettings!.Invoke(options, [other])!;

    private static object AnotherOf(Type type) =>
        type.IsEnum ? Enum.GetValues(type).Cast<object>().Last()
        : type == typeof(HeyGenPlan) ? HeyGenPlan.Pro
        : type == typeof(string) ? "another"
        : type == typeof(bool) ? true
        : Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
}
