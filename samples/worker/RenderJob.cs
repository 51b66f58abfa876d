namespace RenderWorker;

/// <summary>A video to render.</summary>
internal sealed record RenderJob(string Name, TimeSpan Length);
