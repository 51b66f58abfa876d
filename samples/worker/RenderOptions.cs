namespace RenderWorker;

/// <summary>The section <c>Renders</c> of the configuration.</summary>
internal sealed class RenderOptions
{
    /// <summary>How long a job is held before the account is asked again. The default value is a minute.</summary>
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The jobs to begin with. Your app adds to the <see cref="RenderQueue"/> as they come.</summary>
    public IReadOnlyList<RenderJob> Jobs { get; set; } = [];
}
