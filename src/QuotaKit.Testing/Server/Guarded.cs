namespace QuotaKit.Testing;

/// <summary>Holds an immutable value that a test may replace while requests read it. Each request sees one state, never a mix of two.</summary>
internal sealed class Guarded<T>(T value)
    where T : class
{
    private readonly object _gate = new();
    private volatile T _value = value;

    public T Value => _value;

    public void Change(Func<T, T> change) => TryChange(change);

    /// <summary>Replaces the value, unless <paramref name="change"/> returns null.</summary>
    public bool TryChange(Func<T, T?> change)
    {
        lock (_gate)
        {
            if (change(_value) is not { } changed)
                return false;

            _value = changed;
            return true;
        }
    }
}
