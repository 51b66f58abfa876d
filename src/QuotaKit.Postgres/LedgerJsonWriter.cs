using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QuotaKit;

/// <summary>Writes the arguments of calls as JSON. Numbers are exact decimals.</summary>
internal static class LedgerJsonWriter
{
    public static string Spends(IReadOnlyList<LedgerSpend> spends) => Write(spends, static (json, spends) =>
    {
        json.WriteStartArray();
        foreach (var spend in spends)
            Write(json, spend);
        json.WriteEndArray();
    });

    public static string? Amounts(IReadOnlyList<decimal>? amounts) => amounts is null ? null : Write(amounts, static (json, amounts) =>
    {
        json.WriteStartArray();
        foreach (var amount in amounts)
            json.WriteNumberValue(amount);
        json.WriteEndArray();
    });

    public static string? Snapshot(QuotaSnapshot? snapshot) => snapshot is null ? null : Write(snapshot, static (json, snapshot) =>
    {
        json.WriteStartObject();
        json.WriteString("primary", snapshot.Primary.Key);
        if (snapshot.IsActive is { } isActive)
            json.WriteBoolean("isActive", isActive);
        json.WriteStartArray("balances");
        foreach (var balance in snapshot.Balances)
        {
            json.WriteStartObject();
            json.WriteString("key", balance.Key);
            json.WriteString("unit", balance.Unit.Name);
            if (balance.Remaining is { } remaining)
                json.WriteNumber("remaining", remaining);
            json.WriteBoolean("isUnlimited", balance.IsUnlimited);
            json.WriteBoolean("isPart", SnapshotParts.Has(snapshot, balance));
            if (balance.ResetsAt is { } resets)
                json.WriteString("resetsAt", Time(resets));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Writes a time in UTC and in whole microseconds, as the database stores it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, LedgerSpend spend)
    {
        json.WriteStartObject();
        json.WriteString("account", spend.Account);
        json.WriteString("wallet", spend.Wallet);
        if (spend.Balance is { } balance)
            json.WriteString("balance", balance);
        json.WriteNumber("amount", spend.Amount);
        json.WriteString("unit", spend.Unit.Name);
        if (spend.Reserve != 0)
            json.WriteNumber("reserve", spend.Reserve);
        if (spend.Budget is { } budget)
            Write(json, budget);
        if (spend.Concurrency is { } limit)
        {
            json.WriteStartObject("concurrency");
            json.WriteString("account", limit.Account);
            json.WriteString("name", limit.Name);
            json.WriteNumber("limit", limit.Limit);
            json.WriteEndObject();
        }

        if (spend.IsAsked)
            json.WriteBoolean("isAsked", true);
        if (spend.FreshFrom is { } freshFrom)
            json.WriteNumber("freshFrom", freshFrom);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, QuotaBudget budget)
    {
        json.WriteStartObject("budget");
        json.WriteString("name", budget.Name);
        json.WriteString("account", budget.Account);
        if (budget.Balance is { } balance)
            json.WriteString("balance", balance);
        json.WriteNumber("limit", budget.Limit);
        json.WriteString("unit", budget.Unit.Name);
        json.WriteString("period", LedgerJsonNames.Of(budget.Period));
        json.WriteString("zone", ZoneNames.Of(budget));
        json.WriteEndObject();
    }

    private static string Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
            write(json, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
