namespace AcmeRenders.Tests;

/// <summary>The documents that were collected from Acme.</summary>
internal static class AcmeSamples
{
    public static string Usage => Read("usage.json");

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));
}
