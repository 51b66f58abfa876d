using System.Text;
using System.Text.Json;
using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>Checks the snapshot of a response.</summary>
internal static class SnapshotChecks
{
    private const int LongestWarning = 1000;

    // QuotaKit replaces the key with asterisks, in whatever form it was written.
    private static readonly string _mask = new('*', Vocabulary.Key.Length);

    public static void Check(FuzzTarget target, FuzzCase answer, QuotaSnapshot snapshot, DateTimeOffset sentAt)
    {
        Assert.InRange(answer.Status, 200, 299);
        Assert.Equal(target.Vendor, snapshot.Provider);
        Assert.Equal("default", snapshot.Account);
        Assert.Equal(sentAt, snapshot.RetrievedAt);
        Assert.False(snapshot.IsStale);
        Assert.Contains(snapshot.Primary.Key, target.Primaries);
        Assert.Equal(snapshot.Balances.Count, snapshot.Balances.Select(b => b.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(WorstOf(snapshot), snapshot.Status);

        var document = ReadDocument(answer, snapshot);
        foreach (var balance in snapshot.Balances)
            BalanceChecks.Check(target, balance, document);
        CheckRaw(target, answer, snapshot);
        CheckTexts(snapshot);
        CheckRoundTrip(snapshot);
    }

    private static QuotaStatus WorstOf(QuotaSnapshot snapshot)
    {
        if (snapshot.IsActive == false)
            return QuotaStatus.Inactive;
        var worst = snapshot.Balances.Where(b => b.Kind != QuotaKind.Bonus).Select(b => b.Status).Append(QuotaStatus.Unknown).Max();
        return worst == QuotaStatus.Normal && snapshot.Primary.Status == QuotaStatus.Unknown ? QuotaStatus.Unknown : worst;
    }

    private static void CheckTexts(QuotaSnapshot snapshot)
    {
        TextChecks.IsLine("ToString()", snapshot.ToString(), int.MaxValue);
        TextChecks.IsLine("Plan", snapshot.Plan ?? "", int.MaxValue);
        TextChecks.IsLine("RequestId", snapshot.RequestId ?? "", LongestWarning);
        foreach (var warning in snapshot.Warnings)
            TextChecks.IsLine("A warning", warning, LongestWarning);
        Assert.NotNull(snapshot.ToDump());
    }

    private static void CheckRoundTrip(QuotaSnapshot snapshot)
    {
        var json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
        TextChecks.HasNoKey("The JSON", json);
        Assert.Equal(snapshot, JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot));
    }

    /// <summary>Checks that <c>RawJson</c> is the body as sent, except for the key and, for HeyGen's version 3, personal data.</summary>
    private static void CheckRaw(FuzzTarget target, FuzzCase answer, QuotaSnapshot snapshot)
    {
        Assert.NotNull(snapshot.RawJson);
        TextChecks.HasNoKey("RawJson", snapshot.RawJson);
        if (!target.DropsPersonalData)
        {
            var sent = Encoding.UTF8.GetString(WithoutMark(answer.Body));
            // The key is masked. Every other character must be unchanged.
            if (snapshot.RawJson.Contains(_mask, StringComparison.Ordinal) && sent.Length == snapshot.RawJson.Length)
                sent = string.Concat(sent.Zip(snapshot.RawJson, (came, kept) => kept == '*' ? kept : came));
            Assert.Equal(sent, snapshot.RawJson);
            return;
        }

        using var raw = JsonDocument.Parse(snapshot.RawJson);
        Assert.Equal(JsonValueKind.Object, raw.RootElement.ValueKind);
        Assert.DoesNotContain("@example.com", snapshot.RawJson, StringComparison.Ordinal);
        Assert.DoesNotContain("\"first_name\":", snapshot.RawJson, StringComparison.Ordinal);
    }

    /// <summary>Reads the body as sent. If it holds the key in invalid escapes, only the masked document is JSON, so that one is read.</summary>
    private static NumberOracle ReadDocument(FuzzCase answer, QuotaSnapshot snapshot)
    {
        var body = WithoutMark(answer.Body);
        try
        {
            return new NumberOracle(body);
        }
        catch (JsonException) when (snapshot.RawJson!.Contains(_mask, StringComparison.Ordinal))
        {
            return new NumberOracle(Encoding.UTF8.GetBytes(snapshot.RawJson));
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] body) => body is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : body;
}
