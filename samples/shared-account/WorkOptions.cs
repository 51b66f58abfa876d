namespace SharedAccount;

/// <summary>The jobs of one process.</summary>
public sealed class WorkOptions
{
    public string Name { get; set; } = "";

    public int Jobs { get; set; }

    public decimal Credits { get; set; }

    public TimeSpan Duration { get; set; }
}
