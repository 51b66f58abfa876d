using System.Collections.Concurrent;
using System.Net;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Sets a default proxy, as HTTPS_PROXY does, but only for the addresses of one test. Other tests run in the same process at the same time.</summary>
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

    /// <summary>Sends requests for this address through the proxy. Create the provider afterwards. Dispose the result, because a later
    /// server may get the same port.</summary>
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
