using System.Text;

namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Generates bodies: good documents that are mutated, truncated or spliced, and some that are made up.</summary>
internal sealed class BodyGenerator(IReadOnlyList<JsonSeed> own, IReadOnlyList<JsonSeed> others)
{
    private const int OneInTooLarge = 10_000;

    public byte[] Next(Random random)
    {
        if (random.OneIn(OneInTooLarge))
            return TooLarge(random);
        var body = random.Next(20) switch
        {
            < 10 => StructureMutation.Apply(random, random.Pick(own)),
            < 12 => ByteMutation.Apply(random, random.Pick(own).Text),
            < 13 => ByteMutation.Truncate(random, random.Pick(own).Text),
            < 15 => Splice(random, random.Pick(own).Text, random.Pick(random.OneIn(2) ? own : others).Text),
            < 18 => Encoding.UTF8.GetBytes(GeneratedJson.Document(random)),
            < 19 => Other(random),
            _ => StructureMutation.Apply(random, random.Pick(others)),
        };
        return random.Next(20) switch
        {
            0 => ByteMutation.Apply(random, body),
            1 => ByteMutation.Truncate(random, body),
            2 => [0xEF, 0xBB, 0xBF, .. body],
            _ => body,
        };
    }

    private static byte[] Splice(Random random, byte[] left, byte[] right) =>
        [.. left.AsSpan(0, random.Next(left.Length + 1)), .. right.AsSpan(random.Next(right.Length + 1))];

    private static byte[] Other(Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                return noise;
            case 1:
                return Encoding.Unicode.GetBytes(GeneratedJson.Document(random));
            default:
                return Encoding.UTF8.GetBytes(random.Pick(Vocabulary.Bodies));
        }
    }

    private static byte[] TooLarge(Random random)
    {
        var padding = new byte[(1024 * 1024) - 200 + random.Next(400)];
        padding.AsSpan().Fill((byte)' ');
        return [.. padding, .. "{}"u8];
    }
}
