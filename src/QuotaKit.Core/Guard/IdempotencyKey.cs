namespace QuotaKit;

/// <summary>Reads and sets the header by which a vendor knows a repeated request.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    // More tries than this of one key are a loop.
    private const int MostTries = 20;

    /// <summary>Whether a request has a key already.</summary>
    public static bool IsSet(HttpRequestMessage request) => request.Headers.Contains(Header);

    /// <summary>Reserves under the request's key; without one, or with one that cannot be a reservation's id, under a new id.</summary>
    public static async Task<QuotaReservation> ReserveAsync(
        IQuotaGuard guard, HttpRequestMessage request, QuotaSpend spend, QuotaReserveOptions options, CancellationToken cancellationToken)
    {
        var key = Find(request);
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? key : $"{key}/{number}";
            try
            {
                return await guard.ReserveAsync(spend, options with { Id = id }, cancellationToken).ConfigureAwait(false);
            }
            catch (QuotaReservationException e)
                when (e.Reservation?.State == QuotaReservationState.Released && number < MostTries && ReservationId.IsValid($"{key}/{number + 1}"))
            {
                // The vendor refused an earlier try of this key and charged nothing. The key stays the same, but the ledger needs a new id.
            }
        }
    }

    private static string? Find(HttpRequestMessage request) =>
        request.Headers.TryGetValues(Header, out var values) && values.ToArray() is [var only] && ReservationId.IsValid(only) ? only : null;
}
