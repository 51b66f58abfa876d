namespace RenderWorker;

/// <summary>A reason for a job to wait, and the time until the account is read again.</summary>
internal sealed record Hold(string Reason, TimeSpan Wait);
