namespace QuotaKit.Testing;

/// <summary>An app asked the simulated vendors for something that no vendor serves.</summary>
public sealed class UnexpectedRequestException : Exception
{
    internal UnexpectedRequestException(IReadOnlyList<RecordedRequest> requests)
        : base($"""
                No simulated vendor serves what was asked for:
                  {string.Join("\n  ", requests)}
                Look at the path, the method and the base address, or at PathPrefix when a gateway is simulated.
                """) => Requests = requests;

    /// <summary>What came, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests { get; }
}
