using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>What Pictory sends: an object of pairs. A pair that is missing or null is null.</summary>
internal readonly record struct PictoryWire
{
    public PictoryPair? VideoMinutes { get; private init; }

    public PictoryPair? TranscriptionMinutes { get; private init; }

    public PictoryPair? ElevenLabsVoiceOverMinutes { get; private init; }

    public PictoryPair? AiCredits { get; private init; }

    /// <summary>Pairs that Pictory's page does not name, in the document's order.</summary>
    public IReadOnlyList<(string Name, PictoryPair Pair)> Others { get; private init; }

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
            // Of what the page does not name, only two numbers look like a balance; anything else there is no reason to fail.
            if (member.AsObject() is { } pair && HasNumber(pair, "used") && HasNumber(pair, "limit"))
                others.Add((member.Name, PairOf(pair)!.Value));
        }

        return others;
    }

    private static bool HasNumber(WireObject json, string name) => json.Members().Any(m => m.Name == name && m.IsNumber);
}
