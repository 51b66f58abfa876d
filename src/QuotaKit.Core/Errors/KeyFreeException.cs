namespace QuotaKit;

/// <summary>Stands for an exception whose text held a key or may hold one, such as one that quotes what a server sent.</summary>
/// <param name="text">Its type and message, without the key.</param>
internal sealed class KeyFreeException(string text) : Exception(text);
