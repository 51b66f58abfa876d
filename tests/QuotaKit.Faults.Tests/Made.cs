namespace QuotaKit.Faults.Tests;

/// <summary>The two ways to create a provider. They differ in how its HTTP client is created.</summary>
public enum Made
{
    /// <summary>By its constructor.</summary>
    Alone,

    /// <summary>By a container, with <c>AddQuotaKit()</c>.</summary>
    InContainer,
}
