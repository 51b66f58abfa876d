using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>What Pictory's answers mean.</summary>
internal static class PictoryMapper
{
    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = PictoryWire.Read(document.Root);
        var snapshot = document.StartSnapshot();
        if (!document.Options.ApiKey.AsSpan().Trim().StartsWith(PictoryApi.KeyPrefix, StringComparison.Ordinal))
            snapshot.Warn($"Pictory's keys start with '{PictoryApi.KeyPrefix}'; this one does not.");

        // Videos are what Pictory's jobs are paid with. Without that pair, its balance stays, unknown, so that no other takes its place as Primary.
        snapshot.Take(Balance("video_minutes", "Video minutes", QuotaUnit.Minutes, wire.VideoMinutes ?? default));
        WarnIfMissing("videoMinutes", wire.VideoMinutes);
        AddIfThere("transcriptionMinutes", "transcription_minutes", "Transcription minutes", QuotaUnit.Minutes, wire.TranscriptionMinutes);
        AddIfThere("elevenLabsVoiceOverMinutes", "elevenlabs_voiceover_minutes", "ElevenLabs voice-over minutes", QuotaUnit.Minutes, wire.ElevenLabsVoiceOverMinutes);
        AddIfThere("aiCredits", "ai_credits", "AI credits", QuotaUnit.Credits, wire.AiCredits);
        foreach (var (name, pair) in wire.Others)
        {
            var key = QuotaKeys.FromName(name);
            // What is not documented is shown, but decides nothing: an extra with a limit of 0 must not make the account exhausted.
            snapshot.Take(Balance(key, QuotaKeys.ToLabel(key), QuotaUnit.Unspecified, pair) with { Kind = QuotaKind.Bonus });
        }

        return snapshot.Build();

        void AddIfThere(string name, string key, string label, QuotaUnit unit, PictoryPair? pair)
        {
            if (pair is { } known)
                snapshot.Take(Balance(key, label, unit, known));
            WarnIfMissing(name, pair);
        }

        void WarnIfMissing(string name, PictoryPair? pair)
        {
            if (pair is null)
                snapshot.Warn($"'{name}' is missing.");
        }
    }

    public static VendorError ReadError(QuotaDocument answer)
    {
        var code = answer.Root.Text("code"u8);
        return new VendorError(
            answer.StatusCode == 400 && code == "UNAUTHORIZED" ? QuotaErrorKind.Unauthorized : null,
            code,
            answer.Root.Text("message"u8),
            answer.StatusCode == 404 ? "There is no subscription for this key." : null);
    }

    // No reset date: the answer has none, and Pictory's pages disagree on when a term ends.
    private static QuotaBalance Balance(string key, string label, QuotaUnit unit, PictoryPair pair) => new()
    {
        Key = key,
        Label = label,
        Unit = unit,
        Kind = QuotaKind.Allowance,
        Used = pair.Used,
        Limit = pair.Limit,
    };
}
