namespace QuotaKit;

/// <summary>The kinds of errors, sorted by what the caller can do next. <c>docs/errors.md</c> describes each.</summary>
public enum QuotaErrorKind
{
    /// <summary>A setting is missing or invalid. No request was sent. Fix the setting that the message names.</summary>
    Configuration,

    /// <summary>The vendor rejected the key. Set a valid key; a retry does not help.</summary>
    Unauthorized,

    /// <summary>The key is valid but has no access to the quota. Ask the vendor for access.</summary>
    Forbidden,

    /// <summary>The vendor did not find the account, the subscription or the address. Check them.</summary>
    NotFound,

    /// <summary>The vendor received too many requests. Wait for <see cref="QuotaException.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>The account's quota is used up, so the vendor rejects requests. Wait for the reset, or buy more.</summary>
    QuotaExhausted,

    /// <summary>The vendor rejected the request. <see cref="QuotaException.VendorCode"/> and <see cref="QuotaException.VendorMessage"/> say why.</summary>
    Rejected,

    /// <summary>The vendor is down, or requests failed so often that QuotaKit sends none for a while. Try again later.</summary>
    Unavailable,

    /// <summary>The vendor could not be reached, or the connection was closed. Check the network.</summary>
    Network,

    /// <summary>The TLS connection failed, for example because the certificate is not valid for the host.</summary>
    Tls,

    /// <summary>There was no complete response within the timeouts. Try again later, or allow more time.</summary>
    Timeout,

    /// <summary>The response is not in the vendor's documented format. No number was taken from it.</summary>
    Protocol,

    /// <summary>The response is larger than a quota document can be.</summary>
    TooLarge,

    /// <summary>The vendor no longer serves this version of its API. The message names the setting that selects another version.</summary>
    Retired,

    /// <summary>The guard's ledger cannot be used: out of reach, full, read-only, damaged, or of another version. Mend what the
    /// message names, and call again.</summary>
    Ledger,

    /// <summary>The state of a reservation does not allow the call: it is settled, expired or unknown, or its id is used for other spends. Read
    /// <see cref="QuotaReservationException.Reservation"/>.</summary>
    Conflict,
}
