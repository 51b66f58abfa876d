using System.Reflection;
using System.Xml.Linq;
using QuotaKit.HeyGen;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Conventions;

/// <summary>Rules for every public type and member of the packages.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Assembly[] _packages =
    [
        typeof(QuotaSnapshot).Assembly, typeof(HeyGenQuotaProvider).Assembly, typeof(PictoryQuotaProvider).Assembly,
        typeof(VzlaQuotaProvider).Assembly, typeof(QuotaKitVendorServiceCollectionExtensions).Assembly, typeof(QuotaSimulator).Assembly,
    ];

    private static IEnumerable<Type> PublicTypes => _packages.SelectMany(a => a.GetExportedTypes());

    [Fact]
    public void Every_public_class_is_sealed_or_abstract() =>
        // QuotaException has derived classes, so it is neither.
        Assert.Equal([typeof(QuotaException)], PublicTypes.Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract));

    [Fact]
    public void Every_asynchronous_method_takes_a_cancellation_token_last()
    {
        var without =
            from type in PublicTypes
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where IsAsynchronous(method.ReturnType) && method.Name != nameof(IAsyncDisposable.DisposeAsync)
            where method.GetParameters() is not [.., { ParameterType: var last, HasDefaultValue: true }] || last != typeof(CancellationToken)
            select $"{type.Name}.{method.Name}";

        Assert.Empty(without);
    }

    [Fact]
    public void Every_option_states_its_default()
    {
        var without =
            from assembly in _packages
            from member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            let name = member.Attribute("name")!.Value
            where name.StartsWith("P:", StringComparison.Ordinal) && name.Split('.')[^2].EndsWith("Options", StringComparison.Ordinal)
            where IsSettable(assembly, name) && !member.Value.Contains("default value", StringComparison.OrdinalIgnoreCase)
            select name;

        Assert.Empty(without);
    }

    [Fact]
    public void Every_extension_class_is_in_the_namespace_QuotaKit() =>
        Assert.All(PublicTypes.Where(t => t.Name.EndsWith("Extensions", StringComparison.Ordinal)), t => Assert.Equal("QuotaKit", t.Namespace));

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsSettable(Assembly assembly, string name)
    {
        var (type, property) = (name[2..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]);
        return assembly.GetType(type)?.GetProperty(property)?.SetMethod?.IsPublic == true;
    }
}
