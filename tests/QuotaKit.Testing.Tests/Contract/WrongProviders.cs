using Registration = QuotaKit.QuotaVendorRegistration<QuotaKit.Http.QuotaAccountOptions>;

namespace QuotaKit.Testing.Tests;

/// <summary>A wrong provider for each check of the contract. Each makes a mistake that a real one could make.</summary>
internal static class WrongProviders
{
    /// <summary>The provider that each check must fail, by the name of the check, with a part of the message.</summary>
    public static IReadOnlyDictionary<string, (Registration Provider, string Story)> ByCheck { get; } = new Dictionary<string, (Registration, string)>
    {
        ["A good document becomes a snapshot"] = (RequestMistakes.HasAnotherName, "Expected: the provider's Name is 'sample'\n  But: it is 'other'"),
        ["One call sends one GET request to the path"] = (RequestMistakes.SendsTwice, "Expected: 1 request(s) in all\n  But: the vendor received 2"),
        ["The request has no body"] = (RequestMistakes.SendsABody, "its Content-Length is 2"),
        ["The path prefix of a gateway is kept"] =
            (RequestMistakes.DropsThePathPrefix, "The vendor does not serve sample: GET /v1/quota → 501"),

        ["The key is sent in its header only"] = (RequestMistakes.SendsTheKeyInTheQuery, "it is also in the query"),
        ["A changed key is used by the next call"] = (RequestMistakes.KeepsItsFirstKey, "it has the old one"),
        ["An invalid key is rejected before a request"] = (RequestMistakes.RepairsInvalidKeys, "nothing; the provider has an empty key"),
        ["An error that echoes the key does not reveal it"] = (RequestMistakes.QuotesErrorBodies, "400, with the key as it is in the body"),
        ["A document that echoes the key does not reveal it"] = (RequestMistakes.ShowsTheBody, "it is in QuotaSnapshot"),
        ["Headers that echo the key do not reveal it"] = (RequestMistakes.ShowsARawHeader, "it is in QuotaSnapshot"),
        ["Bytes that are not HTTP do not reveal the key"] = (RequestMistakes.QuotesHttpExceptions, "the key in place of"),

        ["401 is Unauthorized and is not retried"] = (FaultMistakes.Mistaking(401, QuotaErrorKind.Forbidden), "But: QuotaException of kind Forbidden"),
        ["403 is Forbidden and is not retried"] = (FaultMistakes.Mistaking(403, QuotaErrorKind.Unauthorized), "But: QuotaException of kind Unauthorized"),
        ["404 is NotFound and is not retried"] = (FaultMistakes.ReturnsUnknownsForErrors, "But: a snapshot"),
        ["A rejected key is not sent again"] =
            (FaultMistakes.ForgetsThatTheKeyWasRejected, "Expected: 1 request(s) in all\n  But: the vendor received 2"),
        ["429 is Throttled until Retry-After has passed"] =
            (FaultMistakes.Mistaking(429, QuotaErrorKind.QuotaExhausted), "But: QuotaException of kind QuotaExhausted"),
        ["429 is retried when Retry-After is short"] = (FaultMistakes.NeverRetries, "Expected: a snapshot"),
        ["500, 502, 503 and 504 are retried"] = (FaultMistakes.NeverRetries, "The vendor sent: 500, and then the good document"),
        ["503 on every attempt is Unavailable"] = (FaultMistakes.Mistaking(503, QuotaErrorKind.Rejected), "But: QuotaException of kind Rejected"),
        ["A redirect is not followed"] = (FaultMistakes.FollowsRedirects, "301 to another host"),

        ["Bytes that are not JSON are a Protocol error"] = (FaultMistakes.ReturnsUnknownsForErrors, "But: a snapshot"),
        ["A web page is a Protocol error"] = (FaultMistakes.ReturnsUnknownsForErrors, "But: a snapshot"),
        ["An empty body is a Protocol error"] = (FaultMistakes.ReturnsUnknownsForErrors, "But: a snapshot"),
        ["A document cut in the middle is a Protocol error"] = (FaultMistakes.ReturnsUnknownsForErrors, "But: a snapshot"),
        ["JSON that is not a quota document is an error"] = (MappingMistakes.MapsAnyDocument, "The vendor sent: 200 with {}"),
        ["A body that is too large is an error"] = (FaultMistakes.ReadsAnySize, "followed by 2 MiB of spaces"),
        ["A compressed body that is too large is an error"] = (FaultMistakes.ReadsAnySize, "followed by 16 MiB of spaces, compressed"),

        ["A vendor that sends nothing is a Timeout"] = (FaultMistakes.HasItsOwnClock, "Expected: the call ends"),
        ["A body that is sent too slowly is a Timeout"] = (FaultMistakes.HasItsOwnClock, "Expected: the call ends"),
        ["A reset connection is retried"] = (FaultMistakes.NeverRetries, "But: QuotaException of kind Network"),
        ["A connection reset in the body is retried"] = (FaultMistakes.NeverRetries, "But: QuotaException of kind Network"),
        ["A connection closed in the body is retried"] = (FaultMistakes.NeverRetries, "But: QuotaException of kind Network"),
        ["A reset on every attempt is a Network error"] = (FaultMistakes.CallsEveryErrorUnavailable, "But: QuotaException of kind Unavailable: It is down."),
        ["The HTTP handler does not repeat a request by itself"] = (RequestMistakes.SendsNoContent, "But: there is none"),
        ["Bytes that are not HTTP are an error"] = (FaultMistakes.ReturnsUnknownsForErrors, "But: a snapshot"),

        ["A call cancelled before it starts sends nothing"] =
            (FaultMistakes.IgnoresTheToken, "Expected: an OperationCanceledException\n  But: a snapshot"),
        ["A waiting call can be cancelled"] = (FaultMistakes.LosesTheToken, "But: it has another token"),
        ["A call can be cancelled while it reads the body"] = (FaultMistakes.LosesTheToken, "But: it has another token"),
        ["Cancelling one call does not end another"] = (FaultMistakes.CancelsAllCalls, "But: OperationCanceledException"),

        ["A missing member is unknown, never zero"] =
            (MappingMistakes.TakesUnknownForZero, "Expected: Used of 'credits' is null, because it is not known\n  But: it is 0"),
        ["A null member is unknown, never zero"] = (MappingMistakes.TakesUnknownForZero, "with null in 'credits.used'"),
        ["A member of another type never becomes zero"] = (MappingMistakes.TakesUnknownForZero, "with another type in 'credits.used'"),
        ["A large number is mapped exactly"] = (MappingMistakes.RoundsToDouble, "Used of 'credits' is 9007199254740993"),
        ["A number that is too large is an error or unknown"] = (MappingMistakes.OverflowsAnInteger, "But: OverflowException"),
        ["Thousands of balances are limited to 256"] = (MappingMistakes.KeepsEveryNumber, "at most 256 balances"),
        ["Hostile text becomes one short, harmless line"] = (MappingMistakes.ShowsTextAsItIs, "a document with a line break in every text"),
    };

    /// <summary>More providers that a check must fail, because each makes another mistake.</summary>
    public static IReadOnlyList<(string Check, Registration Provider, string Story)> More { get; } =
    [
        ("A body that is sent too slowly is a Timeout", HeaderOnlyProvider.LimitsSendOnly, "Expected: the call ends"),
        ("A call can be cancelled while it reads the body", HeaderOnlyProvider.CancelsSendOnly, "Expected: the call ends"),
        ("A call can be cancelled while it reads the body", FaultMistakes.IgnoresTheClient, "with the HttpClient of its context"),
        ("A number that is too large is an error or unknown", MappingMistakes.InventsHugeNumbers, "But: it is 4711"),
        ("A number that is too large is an error or unknown", MappingMistakes.TakesHugeForZero, "But: it is 0"),
    ];
}
