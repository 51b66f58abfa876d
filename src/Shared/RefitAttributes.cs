// Stand-ins for the Refit attributes that the vendors' interfaces use, for builds without the Refit package (docs/decisions/0001-refit.md).
// Nothing in such a build reads them to send a request: the *Api.HttpClient.cs beside each interface does that.
// EndpointAttributeTests compares them with the requests that are sent.
namespace Refit;

/// <summary>Marks a method that sends a GET request.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GetAttribute(string path) : Attribute
{
    /// <summary>The path, below the client's base address.</summary>
    public string Path { get; } = path;
}

/// <summary>Marks a parameter that is sent as a header.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class HeaderAttribute(string header) : Attribute
{
    /// <summary>The name of the header.</summary>
    public string Header { get; } = header;
}

/// <summary>Marks the parameter that is sent as the request's content.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class BodyAttribute : Attribute;
