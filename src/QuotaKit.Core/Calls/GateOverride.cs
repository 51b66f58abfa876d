namespace QuotaKit;

/// <summary>Tells a provider that a reader wants a refused key tried again, through decorators that know nothing of it.</summary>
/// <remarks>It flows with the call and ends with it, so that what a decorator starts in the background does not go on asking.</remarks>
internal static class GateOverride
{
    private static readonly AsyncLocal<Task?> _call = new();

    /// <summary>Whether the call that this code runs in was wished for in spite of a refused key.</summary>
    public static bool IsSet => _call.Value is { IsCompleted: false };

    /// <summary>Sets the wish for what the current method calls from here on.</summary>
    /// <param name="call">The call for which a refused key is tried again; null for none.</param>
    public static void Set(Task? call)
    {
        // To set an AsyncLocal allocates: not for the calls that need nothing set.
        if (_call.Value != call)
            _call.Value = call;
    }
}
