using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>One request, and the means to respond to it.</summary>
internal sealed class Exchange(HttpContext context, RecordedRequest request, Func<int, VendorResponse> errorResponse, TimeProvider clock)
{
    /// <summary>Cancelled when the client closes the connection, and when the simulator is disposed.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    public RecordedRequest Request => request;

    public RawConnection Connection => new(context);

    public VendorResponse ErrorResponse(int status) => errorResponse(status);

    public Task PauseAsync(TimeSpan duration) => Task.Delay(duration, clock, Aborted);

    /// <summary>Waits on the system clock, so that a fake clock does not get a timer that never fires.</summary>
    public Task WaitForAbortAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Aborted);

    public Task SendAsync(VendorResponse response)
    {
        Begin(response);
        return response.AllowsBody ? SendPieceAsync(response.Body) : Task.CompletedTask;
    }

    /// <summary>Sets the status and headers. They are sent with the first piece of the body, even an empty one.</summary>
    public void Begin(VendorResponse response)
    {
        request.Status = response.Status;
        context.Response.StatusCode = response.Status;
        if (response.AllowsBody)
            context.Response.ContentLength = response.Body.Length;
        // By the vendor's clock, because clients measure a Retry-After date from this one.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        foreach (var (name, value) in response.Headers)
            context.Response.Headers[name] = value;
    }

    public async Task SendPieceAsync(ReadOnlyMemory<byte> piece)
    {
        await context.Response.Body.WriteAsync(piece, Aborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(Aborted).ConfigureAwait(false);
    }
}
