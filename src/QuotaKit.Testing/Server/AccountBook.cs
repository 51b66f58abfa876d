using System.Collections.Concurrent;

namespace QuotaKit.Testing;

/// <summary>The accounts of one vendor by their keys. A key is compared exactly, as a vendor does.</summary>
internal sealed class AccountBook<T>(Func<T> open)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _accounts = new(StringComparer.Ordinal);

    public T Open(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return _accounts.GetOrAdd(key, _ => open());
    }

    public T? Find(string? key) => key is null ? null : _accounts.GetValueOrDefault(key);
}
