// The attributes of Refit that QuotaKit's interfaces wear, for builds without the package (docs/decisions/0001-refit.md).
// They are documentation there: what sends the request is the *Api.HttpClient.cs beside each interface.
namespace Refit;

/// <summary>The path that a method asks for with GET.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GetAttribute(string path) : Attribute
{
    public string Path { get; } = path;
}

/// <summary>The header that a parameter is sent in.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class HeaderAttribute(string header) : Attribute
{
    public string Header { get; } = header;
}
