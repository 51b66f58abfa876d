namespace QuotaKit.Http;

/// <summary>Where a key may be sent.</summary>
internal static class AddressRules
{
    /// <summary>What is wrong with the address, as a sentence; null when nothing is.</summary>
    public static string? FindProblem(Uri? address)
    {
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return "BaseAddress must be an absolute http(s) address, such as https://api.example.com/.";
        if (address.UserInfo.Length > 0)
            return "BaseAddress must not hold a user name or password.";
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            return "BaseAddress must not have a query or a fragment.";
        if (address.AbsolutePath.StartsWith("//", StringComparison.Ordinal))
            return "BaseAddress must not have a path that begins with two slashes: what follows could be taken for another host.";
        return address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback
            ? $"BaseAddress must be https: over http, {address.Host} and everybody on the way would read the key. (http is for loopback only.)"
            : null;
    }

    /// <summary>The address with a slash at its end, so that paths are appended to its own.</summary>
    public static Uri AsFolder(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>The host for a message, with its port where that is not the scheme's default.</summary>
    public static string HostOf(Uri address) => address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}";

    /// <summary>The host and the path for a message.</summary>
    public static string WithPath(Uri address) => HostOf(address) + address.AbsolutePath;

    /// <summary>The address for a message: host, port where it is not the usual one, and whether the user chose it.</summary>
    public static string Describe(Uri address, QuotaVendor vendor) =>
        HostOf(address) + (address == vendor.BaseAddress ? "" : " (your BaseAddress)");
}
