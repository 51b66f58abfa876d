using System.Collections.Concurrent;
using System.Net;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>The process's default proxy, as HTTPS_PROXY sets it, but for the addresses of one test alone: others run at the same time.</summary>
internal sealed class RoutedProxy : IWebProxy
{
    private static readonly RoutedProxy _instance = new(HttpClient.DefaultProxy);

    private readonly IWebProxy _others;
    private readonly ConcurrentDictionary<string, Uri> _routes = new();

    private RoutedProxy(IWebProxy others) => _others = others;

    public ICredentials? Credentials
    {
        get => _others.Credentials;
        set => _others.Credentials = value;
    }

    /// <summary>Sends what is for this address to that proxy, until it is disposed: the next server may get the same port. Providers that are
    /// made later know of it.</summary>
    public static IDisposable Route(Uri address, Uri proxy)
    {
        _instance._routes[address.Authority] = proxy;
        HttpClient.DefaultProxy = _instance;
        return new Routed(address.Authority);
    }

    public Uri? GetProxy(Uri destination) => _routes.TryGetValue(destination.Authority, out var proxy) ? proxy : _others.GetProxy(destination);

    public bool IsBypassed(Uri host) => !_routes.ContainsKey(host.Authority) && _others.IsBypassed(host);

    private sealed class Routed(string authority) : IDisposable
    {
        public void Dispose() => _instance._routes.TryRemove(authority, out _);
    }
}
