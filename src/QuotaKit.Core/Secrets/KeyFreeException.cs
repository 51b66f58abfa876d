namespace QuotaKit;

/// <summary>Stands for an exception whose text held a key or may hold one, such as one that quotes what a server sent.</summary>
/// <param name="text">Its type and message, without the key.</param>
internal sealed class KeyFreeException(string text) : Exception(text)
{
    /// <summary>The type and the stack trace of an exception from code that handles keys, whose message may quote one.</summary>
    public static KeyFreeException Of(Exception exception) => new($"{exception.GetType()}{Environment.NewLine}{exception.StackTrace}");
}
