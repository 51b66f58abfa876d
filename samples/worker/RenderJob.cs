namespace RenderWorker;

/// <summary>A video to be made.</summary>
internal sealed record RenderJob(string Name, TimeSpan Length);
