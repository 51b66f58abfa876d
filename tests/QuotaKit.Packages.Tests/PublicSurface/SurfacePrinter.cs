using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace QuotaKit.Packages.Tests.PublicSurface;

/// <summary>Prints the public and protected members of an assembly. Each type is a line, and each member an indented line that repeats the type's
/// name, so that a line of a diff is clear without its context.</summary>
internal sealed class SurfacePrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();

    public static IEnumerable<string> Print(Assembly assembly)
    {
        var printer = new SurfacePrinter();
        return assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal)
            .SelectMany(t => printer.MembersOf(t).Select(m => "    " + m).Prepend(TypeLine(t)));
    }

    private static string TypeLine(Type type)
    {
        IEnumerable<Type> parents = type.BaseType is { } parent && type.IsClass && parent != typeof(object) ? [parent] : [];
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        if (!type.IsEnum)
            parents = parents.Concat(type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).OrderBy(i => i.Name, StringComparer.Ordinal));
        var list = string.Join(", ", parents.Select(TypeText.Of));
        return $"{KindOf(type)} {type.Namespace}.{TypeText.Of(type)}{(list.Length > 0 ? " : " : "")}{list}{Constraints(type.GetGenericArguments())}";
    }

    private static string KindOf(Type type)
    {
        var record = type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null ? "record " : "";
        return type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + record + "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + record + "class";
    }

    private IEnumerable<string> MembersOf(Type type)
    {
        var lines =
            from member in type.GetMembers(Declared)
                // The type's line already says "record", which implies these members.
            where !member.IsDefined(typeof(CompilerGeneratedAttribute))
            let line = LineOf(type, member)
            where line is not null
            select (Member: member, Line: line);
        return lines
            .OrderBy(l => type.IsEnum ? Convert.ToInt64(((FieldInfo)l.Member).GetRawConstantValue(), CultureInfo.InvariantCulture) : 0)
            .ThenBy(l => l.Member.Name, StringComparer.Ordinal)
            .ThenBy(l => l.Line, StringComparer.Ordinal)
            .Select(l => l.Line);
    }

    private string? LineOf(Type type, MemberInfo member) => member switch
    {
        FieldInfo field when IsVisible(field.IsPublic, field.IsFamily, field.IsFamilyOrAssembly) && !field.IsSpecialName => Field(field),
        ConstructorInfo constructor when IsVisible(constructor) => $"{Access(constructor)}new {TypeText.Of(type)}({Parameters(constructor)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Property(property),
        EventInfo e when IsVisible(e.AddMethod!) => $"{Modifiers(e.AddMethod!)}event {TypeText.Of(_nullability.Create(e))} {NameOf(e)}",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(method),
        _ => null,
    };

    private string Field(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
            return $"{NameOf(field)} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        var modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue(), field.FieldType) : "";
        return $"{modifiers}{TypeText.Of(_nullability.Create(field))} {NameOf(field)}{value}";
    }

    private string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        var isProtected = accessors.TrueForAll(a => !a.IsPublic);
        var words = accessors.Select(a =>
            (isProtected ? "" : Access(a)) + (a == property.GetMethod ? "get" : IsInit(a) ? "init" : "set"));
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{Parameters(parameters)}]" : "";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var modifiers = Modifiers(accessors.Find(a => a.IsPublic) ?? accessors[0]);
        var type = TypeText.Of(_nullability.Create(property));
        return $"{modifiers}{required}{type} {NameOf(property)}{index} {{ {string.Join("; ", words)}; }}";
    }

    private string Method(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var names = generic.Length > 0 ? $"<{string.Join(", ", generic.Select(TypeText.Of))}>" : "";
        var type = TypeText.Of(_nullability.Create(method.ReturnParameter));
        return $"{Modifiers(method)}{type} {NameOf(method)}{names}({Parameters(method)}){Constraints(generic)}";
    }

    private string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + Parameters(method.GetParameters());

    private string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
    {
        var passed = p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = p.HasDefaultValue ? " = " + Literal(p.RawDefaultValue, p.ParameterType) : "";
        return $"{passed}{TypeText.Of(_nullability.Create(p))} {p.Name}{value}";
    }));

    private static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Select(parameter =>
    {
        var attributes = parameter.GenericParameterAttributes;
        var isValue = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        string?[] words =
        [
            attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : isValue ? "struct" : null,
            .. parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(TypeText.Of),
            attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isValue ? "new()" : null,
        ];
        var list = string.Join(", ", words.OfType<string>());
        return list.Length > 0 ? $" where {parameter.Name} : {list}" : "";
    }));

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{TypeText.Of(type)}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string NameOf(MemberInfo member) => $"{TypeText.Of(member.DeclaringType!)}.{member.Name}";

    private static string Modifiers(MethodInfo method) => Access(method)
        + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface && method.IsAbstract ? ""
            : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    /// <summary>Tells whether other assemblies can use the member. Explicit interface implementations are private, so they do not count.</summary>
    private static bool IsVisible(MethodBase method) => IsVisible(method.IsPublic, method.IsFamily, method.IsFamilyOrAssembly);

    private static bool IsVisible(bool isPublic, bool isFamily, bool isFamilyOrAssembly) => isPublic || isFamily || isFamilyOrAssembly;
}
