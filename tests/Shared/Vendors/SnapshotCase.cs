using System.Globalization;
using QuotaKit.Http;

namespace QuotaKit.Tests.Vendors;

/// <summary>A vendor's document and the complete snapshot expected from it. Values that are not set here must be missing in the snapshot, too.</summary>
internal sealed record SnapshotCase(string Json, params QuotaBalance[] Balances)
{
    private static readonly DateTimeOffset _retrievedAt = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    public QuotaStatus Status { get; init; } = QuotaStatus.Normal;

    public string? Plan { get; init; }

    public bool? IsActive { get; init; }

    /// <summary>A part of each expected warning, in order.</summary>
    public string[] Warnings { get; init; } = [];

    /// <summary>The expected <see cref="QuotaSnapshot.RawJson"/>. The default value is the whole document.</summary>
    public string RawJson { get; init; } = Json;

    /// <summary>Changes the options before the document is read; null changes nothing.</summary>
    public Action<QuotaProviderOptions>? Configure { get; init; }

    public SnapshotCase WithPlan(string plan) => this with { Plan = plan };

    public SnapshotCase WithStatus(QuotaStatus status) => this with { Status = status };

    public SnapshotCase WithWarnings(params string[] warnings) => this with { Warnings = warnings };

    public static QuotaSnapshot Map(Func<QuotaDocument, QuotaSnapshot> map, QuotaProviderOptions options, string json)
    {
        using var document = QuotaDocument.Parse(options, json, retrievedAt: _retrievedAt);
        return map(document);
    }

    public static VendorError ReadError(Func<QuotaDocument, VendorError> readError, QuotaProviderOptions options, int status, string body)
    {
        using var document = QuotaDocument.Parse(options, body, statusCode: status);
        return readError(document);
    }

    /// <summary>Maps the document and compares every member of the snapshot.</summary>
    public void AssertMaps(Func<QuotaDocument, QuotaSnapshot> map, QuotaProviderOptions options)
    {
        Configure?.Invoke(options);
        var snapshot = Map(map, options, Json);

        var expected = Describe(
            options.Vendor.Id, "default", _retrievedAt, Plan, IsActive, Status, RawJson, Warnings.Length, Balances, Balances[0]);
        var actual = Describe(
            snapshot.Provider, snapshot.Account, snapshot.RetrievedAt, snapshot.Plan, snapshot.IsActive, snapshot.Status, snapshot.RawJson,
            snapshot.Warnings.Count, snapshot.Balances, snapshot.Primary);
        var areWarned = snapshot.Warnings.Zip(Warnings).All(w => w.First.Contains(w.Second, StringComparison.Ordinal));
        Assert.True(expected == actual && areWarned, $"""
            The document
            {Json}
            should be
            {expected}
              warning of: {string.Join("\n  warning of: ", Warnings)}
            and is
            {actual}
              warnings: {string.Join("\n  warnings: ", snapshot.Warnings)}
            """);
        Assert.False(snapshot.IsStale);
        Assert.Null(snapshot.RequestId);
    }

    private static string Describe(
        string provider, string account, DateTimeOffset at, string? plan, bool? isActive, QuotaStatus status, string? rawJson,
        int warnings, IEnumerable<QuotaBalance> balances, QuotaBalance primary) => string.Join("\n", (string[])
    [
        $"{provider}/{account} {Text(at)} plan={plan ?? "?"} active={isActive?.ToString() ?? "?"} {status}, {warnings} warning(s), primary {primary.Key}",
        .. balances.Select(Line),
        $"raw: {rawJson}",
    ]);

    private static string Line(QuotaBalance b) =>
        $"  {b.Key} '{b.Label}' {b.Unit}/{b.Kind} used={Text(b.Used)} limit={Text(b.Limit)} remaining={Text(b.Remaining)} " +
        $"derived={b.Derived} configured={b.Configured} unlimited={b.IsUnlimited} {Text(b.PeriodStart)}..{Text(b.ResetsAt)} {b.Status}";

    private static string Text(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "?";

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture) ?? "?";
}
