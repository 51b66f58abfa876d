namespace QuotaKit;

/// <summary>Creates the errors of a ledger that cannot be used.</summary>
internal static class LedgerErrors
{
    /// <param name="message">The message: what happened to which store, and what to do. It must hold no password.</param>
    /// <param name="innerException">The cause, or null. Its message must hold no password.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    public static QuotaException Of(string message, Exception? innerException = null, bool isTransient = false) =>
        new(QuotaErrorKind.Ledger, "", QuotaText.OneLine(message), innerException) { IsTransient = isTransient };
}
