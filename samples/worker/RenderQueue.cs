using System.Threading.Channels;

namespace RenderWorker;

/// <summary>The waiting jobs, first in, first out.</summary>
internal sealed class RenderQueue
{
    private readonly Channel<RenderJob> _jobs = Channel.CreateUnbounded<RenderJob>();

    public void Add(RenderJob job) => _jobs.Writer.TryWrite(job);

    public IAsyncEnumerable<RenderJob> ReadAllAsync(CancellationToken cancellationToken) => _jobs.Reader.ReadAllAsync(cancellationToken);
}
