namespace QuotaKit.Testing;

/// <summary>Thrown by <see cref="QuotaProviderContract"/> when a provider breaks a rule. The message tells what the vendor sent, what was
/// expected and what happened. It never holds the key.</summary>
public sealed class QuotaContractException : Exception
{
    internal QuotaContractException(string check, string message, Exception? innerException = null)
        : base(message, innerException) => Check = check;

    /// <summary>The name of the check, as in <see cref="QuotaProviderContract.Checks"/>.</summary>
    public string Check { get; }
}
