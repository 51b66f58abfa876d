namespace QuotaKit.Http;

/// <summary>Checks and formats the addresses that keys are sent to.</summary>
internal static class AddressRules
{
    /// <summary>Finds the first problem of an address. Returns one sentence, or null when the address is valid.</summary>
    public static string? FindProblem(Uri? address)
    {
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return "BaseAddress must be an absolute http(s) address, such as https://api.example.com/.";
        if (address.UserInfo.Length > 0)
            return "BaseAddress must not hold a user name or password.";
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            return "BaseAddress must not have a query or a fragment.";
        if (address.AbsolutePath.StartsWith("//", StringComparison.Ordinal))
            return "BaseAddress must not have a path that begins with two slashes: the rest could be read as another host.";
        return address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback
            ? $"BaseAddress must be https: over http, everybody between here and {address.Host} could read the key. Use http for loopback only."
            : null;
    }

    /// <summary>Adds a slash to the end of an address if it has none, so that relative paths are appended to its path.</summary>
    public static Uri AsFolder(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>Formats the host for a message, with the port unless it is the default one.</summary>
    public static string HostOf(Uri address) => address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}";

    /// <summary>Formats the host and the path for a message.</summary>
    public static string WithPath(Uri address) => HostOf(address) + address.AbsolutePath;

    /// <summary>Formats the host for a message, and says when it is not the vendor's own.</summary>
    public static string Describe(Uri address, QuotaVendor vendor) =>
        HostOf(address) + (address == vendor.BaseAddress ? "" : " (your BaseAddress)");
}
