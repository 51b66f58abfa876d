namespace QuotaKit;

/// <summary>Lets the current call through <see cref="Http.RefusalGate"/> although the vendor has rejected its key.</summary>
/// <remarks>An <see cref="AsyncLocal{T}"/> carries it to the provider through decorators that do not know it. It ends with the call: background
/// work that a decorator starts does not inherit it.</remarks>
internal static class GateOverride
{
    private static readonly AsyncLocal<Task?> _call = new();

    /// <summary>Whether this code runs within a call that overrides the gate, and that has not ended.</summary>
    public static bool IsSet => _call.Value is { IsCompleted: false };

    /// <summary>Sets the override for everything that the current method calls from here on.</summary>
    /// <param name="call">The call that overrides the gate; null for none.</param>
    public static void Set(Task? call)
    {
        // Setting an AsyncLocal allocates, so most calls must not do it.
        if (_call.Value != call)
            _call.Value = call;
    }
}
