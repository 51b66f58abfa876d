using System.Text.Json;

namespace QuotaKit;

/// <summary>Reads the replies of the database's functions.</summary>
internal static class LedgerJsonReader
{
    public static LedgerDecision Decision(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new LedgerDecision(
            LedgerJsonNames.Parse<LedgerOutcome>(root.GetProperty("outcome").GetString()!),
            Member(root, "hold") is { } hold ? Hold(hold) : null,
            Member(root, "lack") is { } lack ? Lack(lack) : null,
            Time(root, "now")!.Value);
    }

    public static LedgerHold Hold(string text)
    {
        using var json = JsonDocument.Parse(text);
        return Hold(json.RootElement);
    }

    public static LedgerPoll Poll(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        LedgerTicket? ticket = Member(root, "number") is { } number ? new LedgerTicket(number.GetInt64(), Time(root, "time")!.Value) : null;
        return new LedgerPoll(ticket, root.GetProperty("freshFrom").GetInt64(), root.GetProperty("latest").GetInt64());
    }

    public static LedgerPosition Position(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new LedgerPosition(root.GetProperty("balance").GetString()!, Unit(root, "unit")!.Value)
        {
            Remaining = Number(root, "remaining"),
            IsUnlimited = Flag(root, "isUnlimited"),
            IsActive = Member(root, "isActive")?.GetBoolean(),
            Held = Number(root, "held") ?? 0,
            Spent = Number(root, "spent") ?? 0,
            AskedAt = Time(root, "askedAt"),
            ResetsAt = Time(root, "resetsAt"),
            Now = Time(root, "now")!.Value,
        };
    }

    private static LedgerHold Hold(JsonElement json) => new()
    {
        Id = json.GetProperty("id").GetString()!,
        State = LedgerJsonNames.Parse<QuotaReservationState>(json.GetProperty("state").GetString()!),
        Attempt = json.GetProperty("attempt").GetInt64(),
        MadeBy = json.GetProperty("madeBy").GetInt64(),
        Lines = Member(json, "lines") is { } lines ? [.. lines.EnumerateArray().Select(Line)] : [],
        ReservedAt = Time(json, "reservedAt")!.Value,
        ExpiresAt = Time(json, "expiresAt")!.Value,
        SettledAt = Time(json, "settledAt"),
        IsFlagged = Flag(json, "isFlagged"),
        KeepsSlots = Flag(json, "keepsSlots"),
        Note = Text(json, "note"),
    };

    private static LedgerLine Line(JsonElement json) =>
        new(Spend(json.GetProperty("spend")), json.GetProperty("balance").GetString()!, Number(json, "actual"));

    private static LedgerSpend Spend(JsonElement json) => new()
    {
        Account = json.GetProperty("account").GetString()!,
        Wallet = json.GetProperty("wallet").GetString()!,
        Balance = Text(json, "balance"),
        Amount = Number(json, "amount")!.Value,
        Unit = Unit(json, "unit")!.Value,
        Reserve = Number(json, "reserve") ?? 0,
        Budget = Member(json, "budget") is { } budget ? Budget(budget) : null,
        Concurrency = Member(json, "concurrency") is { } limit
            ? new QuotaConcurrency(Text(limit, "account")!, Text(limit, "name")!, limit.GetProperty("limit").GetInt32())
            : null,
        IsAsked = Flag(json, "isAsked"),
        FreshFrom = Member(json, "freshFrom")?.GetInt64(),
    };

    private static QuotaBudget Budget(JsonElement json) =>
        new(Text(json, "name")!, Text(json, "account")!, Number(json, "limit")!.Value, Unit(json, "unit")!.Value)
        {
            Balance = Text(json, "balance"),
            Period = LedgerJsonNames.Parse<QuotaBudgetPeriod>(Text(json, "period")!),
            TimeZone = ZoneNames.Find(Text(json, "zone")!),
        };

    private static LedgerLack Lack(JsonElement json) => new(
        LedgerJsonNames.Parse<LedgerLackReason>(json.GetProperty("reason").GetString()!),
        json.GetProperty("spend").GetInt32(),
        Number(json, "needed")!.Value)
    {
        Available = Number(json, "available"),
        Held = Number(json, "held") ?? 0,
        Balance = Text(json, "balance"),
        Unit = Unit(json, "unit"),
        AskedAt = Time(json, "askedAt"),
    };

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement json, string name) => Member(json, name)?.GetString();

    private static bool Flag(JsonElement json, string name) => Member(json, name)?.GetBoolean() ?? false;

    private static decimal? Number(JsonElement json, string name) => Member(json, name)?.GetDecimal();

    private static DateTimeOffset? Time(JsonElement json, string name) => Member(json, name)?.GetDateTimeOffset().ToUniversalTime();

    private static QuotaUnit? Unit(JsonElement json, string name) => Text(json, name) is { } unit ? QuotaUnit.Of(unit) : null;
}
