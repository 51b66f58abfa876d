using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches an object for keys in every form in which a program, a debugger or a notebook shows it. Properties that hold the key by
/// design are left out.</summary>
internal static partial class ObjectWatch
{
    public const string Channel = "object";

    private const int MaxDepth = 8;

    private static readonly JsonSerializerOptions _anything = new()
    {
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutReflection } },
    };

    /// <summary>Searches ToString, the debugger's display, LINQPad's dump, JSON, and all public properties, recursively.</summary>
    public static void Look(LeakWatch watch, string channel, string where, object? value)
    {
        if (value is null)
            return;
        Walk(watch, channel, where, value, MaxDepth, new HashSet<object>(ReferenceEqualityComparer.Instance));
        if (value is not Exception || value is QuotaException)
            watch.Look(channel, $"{where}, as JSON", JsonSerializer.Serialize(value, value.GetType(), _anything));
        if (value is QuotaSnapshot snapshot)
            watch.Look(channel, $"{where}, as QuotaJson", JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot));
    }

    private static void Walk(LeakWatch watch, string channel, string where, object value, int depth, HashSet<object> seen)
    {
        if (depth == 0 || value is MemberInfo or Assembly or Module or Delegate or CancellationToken || (!value.GetType().IsValueType && !seen.Add(value)))
            return;
        watch.Look(channel, $"{where}.ToString()", value.ToString());
        if (value is string || value.GetType().IsPrimitive || value.GetType().Namespace == "System")
        {
            if (value is not (Exception or IEnumerable))
                return;
        }

        watch.Look(channel, $"{where}, in the debugger", DebuggerTextOf(value));
        if (value is QuotaSnapshot snapshot)
            Walk(watch, channel, $"{where}.ToDump()", snapshot.ToDump(), depth - 1, seen);
        if (value is IEnumerable several and not string)
        {
            foreach (var one in several.Cast<object?>().OfType<object>().Take(1000))
                Walk(watch, channel, $"{where}[]", one, depth - 1, seen);
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && !HoldsKeyByDesign(property) && Read(property, value) is { } inner)
                Walk(watch, channel, $"{where}.{property.Name}", inner, depth - 1, seen);
        }
    }

    private static bool HoldsKeyByDesign(PropertyInfo property) =>
        (property.Name == nameof(QuotaProviderOptions.ApiKey) && property.DeclaringType == typeof(QuotaProviderOptions))
        || (property.Name == nameof(RecordedRequest.Headers) && property.DeclaringType == typeof(RecordedRequest));

    private static object? Read(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner);
        }
        catch (TargetInvocationException e)
        {
            // A debugger shows the exception of a property that throws.
            return e.InnerException;
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException)
        {
            // A span cannot be boxed.
            return null;
        }
    }

    private static string? DebuggerTextOf(object value)
    {
        if (value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is not { } display)
            return null;
        return ExpressionPattern().Replace(display.Value, match => value.GetType()
            .GetMember(match.Groups["member"].Value, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Select(m => m switch
            {
                PropertyInfo property => property.GetValue(value)?.ToString(),
                MethodInfo method when method.GetParameters().Length == 0 => method.Invoke(value, [])?.ToString(),
                FieldInfo field => field.GetValue(value)?.ToString(),
                _ => null,
            }).FirstOrDefault() ?? match.Value);
    }

    private static void LeaveOutReflection(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties.ToList())
        {
            if (typeof(MemberInfo).IsAssignableFrom(property.PropertyType) || typeof(Delegate).IsAssignableFrom(property.PropertyType)
                || (type.Type == typeof(RecordedRequest) && property.Name == nameof(RecordedRequest.Headers)))
                type.Properties.Remove(property);
        }
    }

    [GeneratedRegex("""\{(?<member>\w+)[^}]*\}""")]
    private static partial Regex ExpressionPattern();
}
