using System.Text;

namespace QuotaKit.Http;

/// <summary>The forms in which a key may come back: as it is, in hexadecimal, in base64.</summary>
internal static class KeyForms
{
    public static IEnumerable<byte[]> Of(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        yield return bytes;
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
        // .NET quotes unreadable chunks as 4B-65-79.
        yield return Encoding.ASCII.GetBytes(BitConverter.ToString(bytes));
        // The key may stand in the middle of what is encoded, and then at one of three places in a group of base64.
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes])[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
            yield return Encoding.ASCII.GetBytes(base64);
            yield return Encoding.ASCII.GetBytes(base64.Replace('+', '-').Replace('/', '_'));
        }
    }
}
