namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Changes random bytes of a body, whatever they mean.</summary>
internal static class ByteMutation
{
    // Bytes that have a meaning in JSON or UTF-8.
    private static readonly byte[] _significant = [.. "{}[]\",:\\eE+-.0919 \n\t/*'"u8, 0, 0x7F, 0x80, 0xC0, 0xE2, 0xED, 0xF4, 0xFF];

    public static byte[] Apply(Random random, byte[] body)
    {
        var bytes = new List<byte>(body);
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = random.Next(Math.Min(12, bytes.Count - at) + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = random.Pick(_significant);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    bytes.Insert(at, random.Pick(_significant));
                    break;
            }
        }

        return [.. bytes];
    }

    public static byte[] Truncate(Random random, byte[] body) => body[..random.Next(body.Length + 1)];
}
