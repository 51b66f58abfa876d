using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace QuotaKit.Testing;

/// <summary>
/// A Pictory account. A new one holds what Pictory's documentation shows. It can be changed at any time, from any thread. Setting a pair to
/// null leaves it out of the response; reading the property then throws <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class PictoryAccount
{
    private volatile QuotaPair? _videoMinutes = new(98, 14_400);
    private volatile QuotaPair? _transcriptionMinutes = new(0, 14_400);
    private volatile QuotaPair? _elevenLabsVoiceOverMinutes = new(33, 480);
    private volatile QuotaPair? _aiCredits = new(690, 22_000);
    private volatile bool _hasSubscription = true;
    private readonly TimeProvider _clock;

    internal PictoryAccount(TimeProvider clock)
    {
        _clock = clock;
        foreach (var (_, pair) in Pairs)
            pair.With(clock);
    }

    /// <summary><c>videoMinutes</c>: minutes of rendered video. 98 of 14,400 at first.</summary>
    [AllowNull]
    public QuotaPair VideoMinutes
    {
        get => Sent(_videoMinutes);
        set => _videoMinutes = value?.With(_clock);
    }

    /// <summary><c>transcriptionMinutes</c>: minutes of transcription. 0 of 14,400 at first.</summary>
    [AllowNull]
    public QuotaPair TranscriptionMinutes
    {
        get => Sent(_transcriptionMinutes);
        set => _transcriptionMinutes = value?.With(_clock);
    }

    /// <summary><c>elevenLabsVoiceOverMinutes</c>: minutes of ElevenLabs voice-over. 33 of 480 at first.</summary>
    [AllowNull]
    public QuotaPair ElevenLabsVoiceOverMinutes
    {
        get => Sent(_elevenLabsVoiceOverMinutes);
        set => _elevenLabsVoiceOverMinutes = value?.With(_clock);
    }

    /// <summary><c>aiCredits</c>: credits for generated images, avatars and videos. 690 of 22,000 at first.</summary>
    [AllowNull]
    public QuotaPair AiCredits
    {
        get => Sent(_aiCredits);
        set => _aiCredits = value?.With(_clock);
    }

    /// <summary>Whether the key has a subscription. False: the response is 404 with an empty body. The default value is true.</summary>
    public bool HasSubscription
    {
        get => _hasSubscription;
        set => _hasSubscription = value;
    }

    /// <summary>The pairs that are sent, by Pictory's names.</summary>
    internal IEnumerable<(string Name, QuotaPair Pair)> Pairs
    {
        get
        {
            if (_videoMinutes is { } videoMinutes)
                yield return ("videoMinutes", videoMinutes);
            if (_transcriptionMinutes is { } transcriptionMinutes)
                yield return ("transcriptionMinutes", transcriptionMinutes);
            if (_elevenLabsVoiceOverMinutes is { } elevenLabsVoiceOverMinutes)
                yield return ("elevenLabsVoiceOverMinutes", elevenLabsVoiceOverMinutes);
            if (_aiCredits is { } aiCredits)
                yield return ("aiCredits", aiCredits);
        }
    }

    /// <summary>Begins a new billing term: sets Used of all pairs to 0 and keeps the limits.</summary>
    public void Reset()
    {
        foreach (var (_, pair) in Pairs)
            pair.Reset();
    }

    private static QuotaPair Sent(QuotaPair? pair, [CallerMemberName] string name = "") =>
        pair ?? throw new InvalidOperationException($"{name} was set to null: this account leaves it out.");
}
