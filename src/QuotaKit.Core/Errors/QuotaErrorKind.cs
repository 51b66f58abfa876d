namespace QuotaKit;

/// <summary>Why there is no answer, sorted by what the caller does next. <c>docs/errors.md</c> has a row for each.</summary>
public enum QuotaErrorKind
{
    /// <summary>A setting is missing or wrong. Nothing was sent. Fix the setting that the message names.</summary>
    Configuration,

    /// <summary>The vendor refused the key. Set a valid one; repeating does not help.</summary>
    Unauthorized,

    /// <summary>The key is known but may not read this. Ask the vendor for access.</summary>
    Forbidden,

    /// <summary>The vendor knows no such account, subscription or address.</summary>
    NotFound,

    /// <summary>Too many calls. Wait for <see cref="QuotaException.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>The vendor answers nothing more because the account's quota is used up.</summary>
    QuotaExhausted,

    /// <summary>The vendor understood the request and refused it; its own code and message say why.</summary>
    Rejected,

    /// <summary>The vendor is down, or failed so often that QuotaKit waits before asking again.</summary>
    Unavailable,

    /// <summary>The vendor could not be reached, or the connection broke.</summary>
    Network,

    /// <summary>No trustworthy connection: the certificate is not valid for this host.</summary>
    Tls,

    /// <summary>No answer within the time-outs.</summary>
    Timeout,

    /// <summary>What came is not what the vendor documents. Nothing was made of it.</summary>
    Protocol,

    /// <summary>The answer is larger than any quota document.</summary>
    TooLarge,

    /// <summary>The vendor no longer serves this version of its API; the message names the setting that selects another.</summary>
    Retired,
}
