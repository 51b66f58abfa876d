namespace QuotaKit;

/// <summary>Replaces an exception whose message contains a key, or may contain one.</summary>
/// <param name="text">A description of the exception without the key.</param>
internal sealed class KeyFreeException(string text) : Exception(text)
{
    /// <summary>Keeps the type and the stack trace of an exception, but not its message, which may quote a key.</summary>
    public static KeyFreeException Of(Exception exception) => new($"{exception.GetType()}{Environment.NewLine}{exception.StackTrace}");
}
