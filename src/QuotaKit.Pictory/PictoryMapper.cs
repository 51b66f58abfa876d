using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>What Pictory's answers mean.</summary>
internal static class PictoryMapper
{
    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = PictoryWire.Read(document.Root);
        // Numbers beside an error are not the account's: they may be zeros of a service that is down.
        if (!wire.IsQuota || document.Root.HasContent("error"u8))
            throw document.NotQuota(ReadError(document));

        var snapshot = document.StartSnapshot();
        if (!document.Options.ApiKey.AsSpan().Trim().StartsWith(PictoryApi.KeyPrefix, StringComparison.Ordinal))
            snapshot.Warn($"Pictory's keys start with '{PictoryApi.KeyPrefix}'; this one does not.");

        // Videos are what Pictory's jobs are paid with. Without that pair, its balance stays, unknown, so that no other takes its place as Primary.
        snapshot.Take(Balance("video_minutes", "Video minutes", QuotaUnit.Minutes, wire.VideoMinutes ?? default));
        WarnIfOdd("videoMinutes", wire.VideoMinutes);
        AddIfThere("transcriptionMinutes", "transcription_minutes", "Transcription minutes", QuotaUnit.Minutes, wire.TranscriptionMinutes);
        AddIfThere("elevenLabsVoiceOverMinutes", "elevenlabs_voiceover_minutes", "ElevenLabs voice-over minutes", QuotaUnit.Minutes, wire.ElevenLabsVoiceOverMinutes);
        AddIfThere("aiCredits", "ai_credits", "AI credits", QuotaUnit.Credits, wire.AiCredits);
        foreach (var (name, pair) in wire.Others)
        {
            var key = BalanceNames.FromName(name);
            // What is not documented is shown, but decides nothing: an extra with a limit of 0 must not make the account exhausted.
            snapshot.Take(Balance(key, BalanceNames.ToLabel(key), QuotaUnit.Unspecified, pair) with { Kind = QuotaKind.Bonus });
        }

        return snapshot.Build();

        void AddIfThere(string name, string key, string label, QuotaUnit unit, PictoryPair? pair)
        {
            if (pair is { } known)
                snapshot.Take(Balance(key, label, unit, known));
            WarnIfOdd(name, pair);
        }

        void WarnIfOdd(string name, PictoryPair? pair)
        {
            if (pair is null)
                snapshot.Warn($"'{name}' is missing.");
            if (pair?.Used < 0)
                snapshot.Warn($"'{name}.used' is below zero.");
            if (pair?.Limit < 0)
                snapshot.Warn($"'{name}.limit' is below zero.");
        }
    }

    public static VendorError ReadError(QuotaDocument answer)
    {
        var error = answer.Root.ChildIfAny("error"u8);
        var ownCode = answer.Root.Text("code"u8);
        // Of all bodies, Pictory documents the empty one for 404. It documents no 403: "Forbidden" is what any API gateway says.
        var isNoSubscription = answer is { StatusCode: 404, IsEmpty: true };
        return new VendorError(
            answer.StatusCode == 400 && ownCode == "UNAUTHORIZED" ? QuotaErrorKind.Unauthorized : null,
            ownCode ?? error?.Text("code"u8),
            answer.Root.Text("message"u8) ?? error?.Text("message"u8) ?? answer.Root.Text("error"u8),
            isNoSubscription ? "There is no subscription for this key." : null,
            IsForeign: answer.StatusCode is 403 or 404 && !isNoSubscription);
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
