using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>Maps Pictory's documents to snapshots, and reads its errors.</summary>
internal static class PictoryMapper
{
    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = PictoryWire.Read(document.Root);
        // Numbers beside an error do not count: a service that is down may send zeros.
        if (!wire.IsQuota || document.Root.HasContent("error"u8))
            throw document.NotQuota(ReadError(document));

        var snapshot = document.StartSnapshot();
        if (!document.Options.ApiKey.AsSpan().Trim().StartsWith(PictoryApi.KeyPrefix, StringComparison.Ordinal))
            snapshot.Warn($"Pictory's keys start with '{PictoryApi.KeyPrefix}'; this one does not.");

        // Pictory's main work is paid in video minutes, so this balance is always first. When its pair is missing, the balance is unknown:
        // otherwise another one would become Primary, and a caller would read its number as video minutes.
        snapshot.Take(Balance("video_minutes", "Video minutes", QuotaUnit.Minutes, wire.VideoMinutes ?? default));
        WarnIfOdd("videoMinutes", wire.VideoMinutes);
        AddIfThere("transcriptionMinutes", "transcription_minutes", "Transcription minutes", QuotaUnit.Minutes, wire.TranscriptionMinutes);
        AddIfThere(
            "elevenLabsVoiceOverMinutes", "elevenlabs_voiceover_minutes", "ElevenLabs voice-over minutes", QuotaUnit.Minutes, wire.ElevenLabsVoiceOverMinutes);
        AddIfThere("aiCredits", "ai_credits", "AI credits", QuotaUnit.Credits, wire.AiCredits);
        foreach (var (name, pair) in wire.Others)
        {
            var key = BalanceNames.FromName(name);
            // A pair that Pictory does not document is shown as a Bonus, which sets no status. Otherwise an extra with a limit of 0 would make
            // the whole account exhausted.
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

    public static VendorError ReadError(QuotaDocument response)
    {
        var error = response.Root.ChildIfAny("error"u8);
        var ownCode = response.Root.Text("code"u8);
        // Pictory documents a 404 without a body: the key has no subscription. It documents no other 404 and no 403; "Forbidden" is the text
        // of many API gateways. Those responses may be a gateway's.
        var isNoSubscription = response is { StatusCode: 404, IsEmpty: true };
        return new VendorError(
            // Pictory documents this code with status 400. It is about the key, so it is not an ordinary bad request.
            response.StatusCode == 400 && ownCode == "UNAUTHORIZED" ? QuotaErrorKind.Unauthorized : null,
            ownCode ?? error?.Text("code"u8),
            response.Root.Text("message"u8) ?? error?.Text("message"u8) ?? response.Root.Text("error"u8),
            isNoSubscription ? "There is no subscription for this key." : null,
            IsForeign: response.StatusCode is 403 or 404 && !isNoSubscription);
    }

    // ResetsAt stays null: the document has no date, and Pictory's pages disagree on when a term ends.
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
