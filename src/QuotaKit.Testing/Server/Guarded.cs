namespace QuotaKit.Testing;

/// <summary>An immutable value that a test changes while requests read it: each of them sees one state, never half of two.</summary>
internal sealed class Guarded<T>(T value)
    where T : class
{
    private readonly object _gate = new();
    private volatile T _value = value;

    public T Value => _value;

    public void Change(Func<T, T> change) => TryChange(change);

    /// <summary>Changes the value, unless <paramref name="change"/> refuses with null.</summary>
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
