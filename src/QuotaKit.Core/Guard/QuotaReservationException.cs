using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>The error for a call that the state of a reservation does not allow, such as a release after the lease has ended.</summary>
/// <param name="provider">The vendor's id, such as <c>"heygen"</c>; empty when the reservation is not known.</param>
/// <param name="message">The message: the state, and what to do.</param>
/// <param name="reservation">The reservation as the ledger has it; null when it does not know the id.</param>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class QuotaReservationException(string provider, string message, QuotaReservation? reservation = null)
    : QuotaException(QuotaErrorKind.Conflict, provider, message)
{
    /// <summary>The reservation as the ledger has it; null when it does not know the id.</summary>
    public QuotaReservation? Reservation { get; } = reservation;
}
