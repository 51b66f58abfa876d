using System.Text;

namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Replaces values and names, and removes, repeats or adds members. The result is mostly still JSON.</summary>
internal static class StructureMutation
{
    public static byte[] Apply(Random random, JsonSeed seed)
    {
        var text = seed.Text;
        var limit = text.Length;
        // From back to front, so that the positions before an edit stay valid.
        foreach (var edit in Edits(random, seed).OrderByDescending(e => e.At.Start.Value))
        {
            if (edit.At.End.Value > limit)
                continue;
            text = [.. text.AsSpan(..edit.At.Start.Value), .. Encoding.UTF8.GetBytes(edit.With), .. text.AsSpan(edit.At.End.Value..)];
            limit = edit.At.Start.Value;
        }

        return text;
    }

    private static List<(Range At, string With)> Edits(Random random, JsonSeed seed)
    {
        var edits = new List<(Range, string)>();
        for (var count = random.Next(1, 5); count > 0; count--)
            edits.Add(Edit(random, seed));
        return edits;
    }

    private static (Range At, string With) Edit(Random random, JsonSeed seed)
    {
        var member = random.Pick(seed.Members);
        var before = new Range(member.Start, member.Start);
        switch (random.Next(10))
        {
            case 0:
                return (random.Pick(seed.Names), GeneratedJson.Name(random));
            case 1:
                return (WithComma(seed.Text, member), "");
            case 2:
                return (before, $"{GeneratedJson.Name(random)}:{GeneratedJson.Value(random)},");
            case 3:
                return (before, $"{Encoding.UTF8.GetString(seed.Text[member])},");
            case 4:
                return (random.Pick(seed.Values), "null");
            default:
                return (random.Pick(seed.Values), GeneratedJson.Value(random));
        }
    }

    private static Range WithComma(byte[] text, Range member)
    {
        var (start, end) = (member.Start.Value, member.End.Value);
        var after = end + text.AsSpan(end).IndexOfAnyExcept(" \r\n\t"u8);
        if (after < text.Length && text[after] == ',')
            return new Range(start, after + 1);
        var before = text.AsSpan(0, start).LastIndexOfAnyExcept(" \r\n\t"u8);
        return before >= 0 && text[before] == ',' ? new Range(before, end) : member;
    }
}
