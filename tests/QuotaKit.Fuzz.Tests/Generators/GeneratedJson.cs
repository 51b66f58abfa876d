using System.Globalization;
using System.Text;

namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Generates documents, values and numbers from the vocabulary alone.</summary>
internal static class GeneratedJson
{
    // A little deeper than the 32 levels that QuotaKit reads.
    private const int Deepest = 40;

    public static string Document(Random random)
    {
        var text = new StringBuilder();
        // One in twenty is nested to about the depth that QuotaKit reads.
        var ladder = random.OneIn(20) ? random.Next(25, Deepest) : 0;
        for (var i = 0; i < ladder; i++)
            text.Append('{').Append(Name(random)).Append(':');
        Object(random, text, 0);
        return text.Append('}', ladder).ToString();
    }

    public static string Name(Random random) => $"\"{random.Pick(Vocabulary.Names)}\"";

    public static string Value(Random random) => random.OneIn(3) ? Number(random) : random.Pick(Vocabulary.Values);

    public static string Number(Random random)
    {
        var text = new StringBuilder(random.OneIn(5) ? "-" : "");
        text.Append(CultureInfo.InvariantCulture, $"{random.NextInt64((long)Math.Pow(10, random.Next(1, 18)))}");
        if (random.OneIn(3))
            text.Append('.').Append(CultureInfo.InvariantCulture, $"{random.NextInt64((long)Math.Pow(10, random.Next(1, 14)))}");
        if (random.OneIn(6))
            text.Append(random.OneIn(2) ? 'e' : 'E').Append(random.Pick(["", "+", "-"])).Append(random.Next(random.OneIn(4) ? 400 : 20));
        return random.OneIn(5) ? $"\"{text}\"" : text.ToString();
    }

    private static void Object(Random random, StringBuilder text, int depth)
    {
        text.Append('{');
        var members = random.Next(7);
        for (var i = 0; i < members; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(Name(random)).Append(':');
            if (depth < 4 && random.OneIn(3))
                Object(random, text, depth + 1);
            else
                text.Append(Value(random));
        }

        text.Append('}');
    }
}
