using System.Reflection;

namespace QuotaKit.Packages.Tests.PublicSurface;

/// <summary>Formats types as in C#, without namespaces.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (type.HasElementType)
            return Of(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        return type.IsGenericType ? Generic(type, type.GetGenericArguments().Select(Of)) : Name(type);
    }

    /// <summary>Formats the type of a member or parameter, with question marks for nullable references.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = info.ElementType is { } element ? Of(element) + "[]"
            : info.GenericTypeArguments.Length > 0 ? Generic(type, info.GenericTypeArguments.Select(Of))
            : Of(type);
        // An unconstrained T is reported as nullable, but it is written without a question mark.
        var mark = info.ReadState == NullabilityState.Nullable && !type.IsGenericParameter;
        return mark ? name + "?" : name;
    }

    /// <summary>The name of a type, preceded by the types in which it is nested.</summary>
    private static string Name(Type type)
    {
        var name = _keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        return type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{name}" : name;
    }

    private static string Generic(Type type, IEnumerable<string> arguments) => $"{Name(type)}<{string.Join(", ", arguments)}>";
}
