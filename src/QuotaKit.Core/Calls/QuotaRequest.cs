using System.Runtime.CompilerServices;

namespace QuotaKit.Http;

/// <summary>Sends the request of one attempt and reads the response. An endpoint that fails may be replaced once by its fallback.</summary>
/// <param name="endpoint">Gets the endpoint to use first.</param>
/// <param name="fallBack">Gets the endpoint to use after an endpoint has failed with an error; null to report the error.</param>
/// <param name="readError">Reads the vendor's errors, unless the endpoint has a reader of its own.</param>
/// <param name="clock">The clock.</param>
internal sealed class QuotaRequest(
    Func<QuotaEndpoint> endpoint,
    Func<QuotaEndpoint, QuotaException, QuotaEndpoint?> fallBack,
    Func<QuotaDocument, VendorError> readError,
    TimeProvider clock)
{
    /// <exception cref="QuotaException">The endpoint failed, and so did its fallback, if it has one.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<QuotaSnapshot> SendAsync(QuotaCall call, CancellationToken cancellationToken)
    {
        var before = call.FallBack;
        var current = before ?? endpoint();
        while (true)
        {
            try
            {
                return await SendAsync(current, call, cancellationToken).ConfigureAwait(false);
            }
            catch (QuotaException e) when (call.FallBack is null && fallBack(current, e) is { } other)
            {
                call.LastError = call.FellBackOn = e;
                current = call.FallBack = other;
            }
            catch (QuotaException e) when (call.FellBackOn is { } first && e.Kind == QuotaErrorKind.Retired)
            {
                // A retired fallback says nothing about the account, so the first error counts and the next attempt starts with the first endpoint.
                call.FallBack = before;
                throw first;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<QuotaSnapshot> SendAsync(QuotaEndpoint current, QuotaCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        call.Attempts++;
        var sentAt = clock.GetUtcNow();
        using var response = await current.Send(call.Settings.Key, cancellationToken).ConfigureAwait(false);
        return await ResponseReader.ReadAsync(
            response, current, current.ReadError ?? readError, call.Settings, sentAt, clock, cancellationToken).ConfigureAwait(false);
    }
}
