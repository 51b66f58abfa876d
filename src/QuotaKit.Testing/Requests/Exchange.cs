using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>One request and the means to answer it.</summary>
internal sealed class Exchange(HttpContext context, RecordedRequest request, Func<int, VendorAnswer> errorAnswer, TimeProvider clock)
{
    /// <summary>Cancelled when the client goes away, and when the simulator is disposed.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    public RecordedRequest Request => request;

    public RawConnection Connection => new(context);

    public VendorAnswer ErrorAnswer(int status) => errorAnswer(status);

    public Task PauseAsync(TimeSpan duration) => Task.Delay(duration, clock, Aborted);

    /// <summary>Waits without any clock: a timer that never fires is of no use to a fake one.</summary>
    public Task WaitForAbortAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Aborted);

    public Task SendAsync(VendorAnswer answer)
    {
        Begin(answer);
        return answer.AllowsBody ? SendPieceAsync(answer.Body) : Task.CompletedTask;
    }

    /// <summary>Sets status and headers; they go out with the first piece, or with an empty one.</summary>
    public void Begin(VendorAnswer answer)
    {
        request.Status = answer.Status;
        context.Response.StatusCode = answer.Status;
        if (answer.AllowsBody)
            context.Response.ContentLength = answer.Body.Length;
        // By the vendor's clock, from which a Retry-After is measured that is a date.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
    }

    public async Task SendPieceAsync(ReadOnlyMemory<byte> piece)
    {
        await context.Response.Body.WriteAsync(piece, Aborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(Aborted).ConfigureAwait(false);
    }
}
