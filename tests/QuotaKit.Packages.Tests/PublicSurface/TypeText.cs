using System.Reflection;

namespace QuotaKit.Packages.Tests.PublicSurface;

/// <summary>Types as C# writes them, without their namespaces.</summary>
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

    /// <summary>The type of a member or parameter, with the question marks of its references.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = info.ElementType is { } element ? Of(element) + "[]"
            : info.GenericTypeArguments.Length > 0 ? Generic(type, info.GenericTypeArguments.Select(Of))
            : Of(type);
        // A plain T may be null or not, as its user says: that is no question mark.
        var mark = info.ReadState == NullabilityState.Nullable && !type.IsGenericParameter;
        return mark ? name + "?" : name;
    }

    /// <summary>The name of a type within those that it is nested in.</summary>
    private static string Name(Type type)
    {
        var name = _keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        return type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{name}" : name;
    }

    private static string Generic(Type type, IEnumerable<string> arguments) => $"{Name(type)}<{string.Join(", ", arguments)}>";
}
