namespace QuotaKit.Testing;

/// <summary>Thrown when an app has sent a request that no simulated vendor serves.</summary>
public sealed class UnexpectedRequestException : Exception
{
    internal UnexpectedRequestException(IReadOnlyList<RecordedRequest> requests)
        : base($"""
                No simulated vendor serves these requests:
                  {string.Join("\n  ", requests)}
                Check the path, the method and the base address, and PathPrefix when a gateway is simulated.
                """) => Requests = requests;

    /// <summary>The requests, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests { get; }
}
