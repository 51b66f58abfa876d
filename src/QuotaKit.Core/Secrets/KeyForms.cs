using System.Text;

namespace QuotaKit.Http;

/// <summary>Lists the forms in which a response may contain a key: plain, hexadecimal and base64.</summary>
internal static class KeyForms
{
    public static IEnumerable<byte[]> Of(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        yield return bytes;
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
        // .NET quotes unreadable chunks as 4B-65-79.
        yield return Encoding.ASCII.GetBytes(BitConverter.ToString(bytes));
        // Base64 encodes groups of three bytes, and the key may start at any byte of a group. The characters at either end that also depend on
        // the neighboring bytes are cut off.
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes])[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
            yield return Encoding.ASCII.GetBytes(base64);
            yield return Encoding.ASCII.GetBytes(base64.Replace('+', '-').Replace('/', '_'));
        }
    }
}
