namespace RenderWorker;

/// <summary>The section <c>Renders</c> of the configuration.</summary>
internal sealed class RenderOptions
{
    /// <summary>The time for which a job waits before the account is read again. The default value is one minute.</summary>
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The first jobs. Your app adds further jobs to the <see cref="RenderQueue"/>.</summary>
    public IReadOnlyList<RenderJob> Jobs { get; set; } = [];
}
