namespace RenderWorker;

/// <summary>Why a job has to wait, and how long until the account is asked again.</summary>
internal sealed record Hold(string Reason, TimeSpan Wait);
