using System.Globalization;
using System.Text.Json;
using QuotaKit.Fuzz.Tests.Checks;
using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Vzla;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Feeds random values to <see cref="VzlaQuotaHeaders"/>, which reads quota headers of vzla.io's other endpoints.</summary>
public sealed class HeaderFuzzTests
{
    private static readonly DateTimeOffset _sentAt = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Headers_give_a_correct_snapshot_or_none()
    {
        var good = 0;
        FuzzRun.Check("vzla-headers", FuzzSettings.Count, () => (_, random) =>
        {
            var answer = FuzzCase.Of("", 200, [.. HeaderGenerator.Headers(random).Where(h => h.Value != Vocabulary.Key)]);
            try
            {
                if (Check(answer))
                    Interlocked.Increment(ref good);
            }
            catch (Exception e)
            {
                e.Data[nameof(FuzzCase)] = answer.ToString();
                throw;
            }
        });
        Assert.True(good > FuzzSettings.Count / 20, $"Only {good:N0} of {FuzzSettings.Count:N0} cases gave a snapshot.");
    }

    private static bool Check(FuzzCase answer)
    {
        using var response = answer.ToResponse();
        var isThere = VzlaQuotaHeaders.TryRead(response.Headers, "default", _sentAt, QuotaThresholds.Default, out var snapshot);
        Assert.Equal(isThere, snapshot is not null);
        if (snapshot is null)
            return false;

        var balance = snapshot.Primary;
        var (limit, remaining) = (NumberOf(answer, "X-Quota-Limit"), NumberOf(answer, "X-Quota-Remaining"));
        Assert.True(limit is not null || remaining is not null);
        Assert.Equal(limit, balance.Limit);
        Assert.Equal(remaining, balance.Remaining);
        Assert.Equal(limit - remaining is { } used && used >= 0 ? used : null, balance.Used);
        Assert.True(balance.ResetsAt is null || balance.ResetsAt.Value.Offset == TimeSpan.Zero);
        TextChecks.IsLine("ToString()", snapshot.ToString(), int.MaxValue);
        TextChecks.IsLine("RequestId", snapshot.RequestId ?? "", 301);
        var json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
        Assert.Equal(snapshot, JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot));
        return true;
    }

    /// <summary>Returns the expected number of a header; null unless it is sent once and is a plain number without exponent.</summary>
    private static decimal? NumberOf(FuzzCase answer, string name)
    {
        string[] values = [.. answer.Headers.Where(h => h.Name == name).Select(h => h.Value.Trim())];
        return values.Length == 1 && !values[0].AsSpan().ContainsAny("eE,\0")
            && decimal.TryParse(values[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1e27m
            ? number
            : null;
    }
}
