using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>The members of Pictory's document, an object of pairs. A pair that is missing or null is null here.</summary>
internal readonly record struct PictoryWire
{
    public PictoryPair? VideoMinutes { get; private init; }

    public PictoryPair? TranscriptionMinutes { get; private init; }

    public PictoryPair? ElevenLabsVoiceOverMinutes { get; private init; }

    public PictoryPair? AiCredits { get; private init; }

    /// <summary>Pairs that Pictory does not document, in the document's order.</summary>
    public IReadOnlyList<(string Name, PictoryPair Pair)> Others { get; private init; }

    /// <summary>Whether at least one of the four documented pairs has a number. An error's document has none. Pairs of other names do not count,
    /// because another service's document may have such pairs too.</summary>
    public bool IsQuota => HasNumber(VideoMinutes) || HasNumber(TranscriptionMinutes) || HasNumber(ElevenLabsVoiceOverMinutes) || HasNumber(AiCredits);

    public static PictoryWire Read(WireObject json) => new()
    {
        VideoMinutes = PairOf(json.Child("videoMinutes"u8)),
        TranscriptionMinutes = PairOf(json.Child("transcriptionMinutes"u8)),
        ElevenLabsVoiceOverMinutes = PairOf(json.Child("elevenLabsVoiceOverMinutes"u8)),
        AiCredits = PairOf(json.Child("aiCredits"u8)),
        Others = OthersOf(json),
    };

    private static PictoryPair? PairOf(WireObject? pair) =>
        pair is { } json ? new PictoryPair(json.Number("used"u8), json.Number("limit"u8)) : null;

    private static List<(string Name, PictoryPair Pair)> OthersOf(WireObject json)
    {
        var others = new List<(string, PictoryPair)>();
        foreach (var member in json.Members())
        {
            if (member.Is("videoMinutes"u8) || member.Is("transcriptionMinutes"u8) || member.Is("elevenLabsVoiceOverMinutes"u8) || member.Is("aiCredits"u8))
                continue;
            // A member that Pictory does not document may hold anything. It is a balance only if it has the two numbers of a pair; otherwise
            // it stays in RawJson, and reading goes on.
            if (member.AsObject() is { } pair && IsPair(pair))
                others.Add((member.Name, PairOf(pair)!.Value));
        }

        return others;
    }

    private static bool HasNumber(PictoryPair? pair) => pair is { Used: not null } or { Limit: not null };

    private static bool IsPair(WireObject json)
    {
        var (hasUsed, hasLimit) = (false, false);
        foreach (var member in json.Members())
        {
            hasUsed |= member.IsNumber && member.Is("used"u8);
            hasLimit |= member.IsNumber && member.Is("limit"u8);
        }

        return hasUsed && hasLimit;
    }
}
