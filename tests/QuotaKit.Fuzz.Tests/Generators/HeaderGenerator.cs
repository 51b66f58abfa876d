namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Generates statuses and headers: some that vendors send, and some that only a broken proxy would send.</summary>
internal static class HeaderGenerator
{
    private static readonly string[] _names =
        ["X-Quota-Limit", "X-Quota-Remaining", "X-Quota-Reset", "Retry-After", "X-Request-ID", "x-amzn-RequestId", "Location", "Date"];

    private static readonly string[] _values =
    [
        "0", "1", "-1", "12", "12.5", "1e3", "1,000", "9e18", "99999999999", "99999999999999999999999999999999", "", " ", " 7 ", "+7", "NaN", "60", "5184000",
        "2026-06-01T00:00:00Z", "2026-06-01", "Mon, 01 Jun 2026 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT", "1780000000", "req_01HZX", "req-" + Vocabulary.Marker, "\u0001\u007f", "é\u00ff", "a\tb", "a, b",
        "\"x\"", "=?utf-8?q?x?=",
        "/elsewhere", "https://evil.example/x", "http://[::1", "//x", Vocabulary.Key, new('h', 3000),
    ];

    private static readonly string[] _types =
    [
        "application/json", "application/json; charset=utf-8", "text/plain", "text/html; charset=latin9", "application/json; charset=\"nope\"",
        "application/json; charset=", ";", "", "text", "application/json; charset=utf-16", "multipart/x-mixed-replace; boundary=" + Vocabulary.Marker,
    ];

    private static readonly int[] _goodStatuses = [200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 226, 299];

    private static readonly int[] _badStatuses =
    [
        300, 301, 302, 304, 307, 308, 399, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 418, 422, 425, 429, 451, 499,
        500, 501, 502, 503, 504, 505, 511, 520, 599, 600, 999,
    ];

    public static int Status(Random random) => random.Next(20) switch
    {
        < 15 => 200,
        15 => random.Pick(_goodStatuses),
        _ => random.Pick(_badStatuses),
    };

    public static string ContentType(Random random) => random.OneIn(3) ? random.Pick(_types) : _types[0];

    public static (string Name, string Value)[] Headers(Random random) =>
        [.. Enumerable.Range(0, random.OneIn(2) ? 0 : random.Next(1, 5)).Select(_ => (random.Pick(_names), Value(random)))];

    private static string Value(Random random) => random.OneIn(4) ? GeneratedJson.Number(random) : random.Pick(_values);
}
