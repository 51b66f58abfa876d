using System.Net.Sockets;
using System.Security.Authentication;
using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Generates random fates of requests. The expected kinds of error are those of docs/faults.md.</summary>
internal static class Fates
{
    private static readonly string[] _retryAfters =
    [
        "0", "1", "2", "5", "20", "3600", "5184000", "99999999999", "-5", "soon",
        "2020-01-01T00:00:00Z", "2026-05-11T09:00:30Z", "Mon, 11 May 2026 10:00:00 GMT",
    ];

    private static readonly int[] _refusals =
        [300, 302, 307, 400, 401, 402, 403, 404, 405, 408, 409, 410, 422, 429, 429, 429, 500, 501, 502, 503, 504, 505, 599];

    public static Fate Next(Random random, FuzzTarget answering) => random.Next(24) switch
    {
        < 4 => Good(random, answering),
        < 10 => Refusal(random, answering),
        10 => Failing("reset", random, () => new HttpRequestException(HttpRequestError.ResponseEnded, "", new IOException()), QuotaErrorKind.Network),
        11 => Failing(
            "refused", random, () => new HttpRequestException(HttpRequestError.ConnectionError, "", new SocketException(111)), QuotaErrorKind.Network),
        12 => Failing("no such host", random, () => new HttpRequestException(HttpRequestError.NameResolutionError), QuotaErrorKind.Network),
        13 => Failing(
            "bad certificate", random,
            () => new HttpRequestException(HttpRequestError.SecureConnectionError, "", new AuthenticationException()), QuotaErrorKind.Tls),
        14 => Failing("too many headers", random, () => new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), QuotaErrorKind.TooLarge),
        15 => Failing("invalid HTTP", random, () => new HttpRequestException(HttpRequestError.InvalidResponse), QuotaErrorKind.Protocol),
        16 => Failing("cancelled by the handler", random, () => new OperationCanceledException(), QuotaErrorKind.Network),
        17 => new Fate("hang") { Hangs = true },
        18 => new Fate("hang, then reset", QuotaErrorKind.Network) { Hangs = true, WhenGivenUp = () => new IOException() },
        19 => Good(random, answering) with { Name = "drip", PieceLength = 1, PiecePause = TimeSpan.FromSeconds(1) },
        20 => Interrupted("reset in the body", random, answering, () => new HttpIOException(HttpRequestError.ResponseEnded), QuotaErrorKind.Network),
        21 => Interrupted("bad gzip", random, answering, () => new InvalidDataException(), QuotaErrorKind.Protocol),
        22 => Interrupted("hang in the body", random, answering, null) with { HangsInBody = true },
        _ => Garbage(random, answering),
    };

    public static Fate Good(Random random, FuzzTarget answering) => new("good")
    {
        IsGood = true,
        Delay = DelayOf(random),
        Answer = new FuzzCase(200, answering.Seeds[0].Text, "application/json", []),
        PieceLength = random.Next(1, 400),
    };

    private static Fate Refusal(Random random, FuzzTarget answering)
    {
        var status = random.Pick(_refusals);
        string? retryAfter = random.OneIn(2) ? random.Pick(_retryAfters) : null;
        var body = random.OneIn(3) ? random.Pick(answering.Seeds).Text : [];
        return new Fate($"{status} after '{retryAfter}'", [.. Checks.ErrorKinds.Of(answering, status)])
        {
            Delay = DelayOf(random),
            RetryAfter = int.TryParse(retryAfter, out var seconds) && seconds >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 86400)) : null,
            Answer = new FuzzCase(status, body, "application/json", retryAfter is null ? [] : [("Retry-After", retryAfter)]),
        };
    }

    private static Fate Garbage(Random random, FuzzTarget answering) => new("garbage", [.. Checks.ErrorKinds.Of(answering, 200)])
    {
        // A mutated document may still be valid.
        IsGood = true,
        Delay = DelayOf(random),
        Answer = new FuzzCase(200, answering.Bodies.Next(random), "application/json", []),
        PieceLength = random.Next(1, 400),
    };

    private static Fate Failing(string name, Random random, Func<Exception> failure, QuotaErrorKind kind) =>
        new(name, kind) { Delay = DelayOf(random), Instead = failure };

    private static Fate Interrupted(string name, Random random, FuzzTarget answering, Func<Exception>? end, params QuotaErrorKind[] kinds)
    {
        var body = answering.Seeds[0].Text;
        return new Fate(name, kinds)
        {
            Answer = new FuzzCase(200, body[..random.Next(body.Length + 1)], "application/json", []),
            PieceLength = random.Next(1, 400),
            End = end,
        };
    }

    private static TimeSpan DelayOf(Random random) => random.OneIn(3) ? TimeSpan.FromMilliseconds(random.Next(random.OneIn(4) ? 20_000 : 900)) : TimeSpan.Zero;
}
