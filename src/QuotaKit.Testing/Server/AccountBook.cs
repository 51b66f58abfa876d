using System.Collections.Concurrent;

namespace QuotaKit.Testing;

/// <summary>Keeps the accounts of one vendor by their keys. Keys are compared exactly.</summary>
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
