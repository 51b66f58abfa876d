using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Reads and writes a snapshot as JSON. It follows these options: the naming policy, converters for enums, numbers as strings, and
/// ignored nulls. Everything else is the same with all options.</summary>
/// <remarks>It is public because generated JSON contexts of apps refer to it. Members that a later version added are ignored. An enum value that a
/// later version added is read as the nearest known one, with a warning in <see cref="QuotaSnapshot.Warnings"/>.</remarks>
public sealed class QuotaSnapshotConverter : JsonConverter<QuotaSnapshot>
{
    private static readonly QuotaBalanceConverter _balances = new();

    // Version 0.1.0 fails on an unknown enum value and on another schema's name. A later version that it must be able to read may add members
    // and nothing else.
    private static readonly string[] _members =
    [
        nameof(QuotaSnapshot.Provider), nameof(QuotaSnapshot.Account), nameof(QuotaSnapshot.RetrievedAt), nameof(QuotaSnapshot.Balances),
        nameof(QuotaSnapshot.Plan), nameof(QuotaSnapshot.IsActive), nameof(QuotaSnapshot.RequestId), nameof(QuotaSnapshot.Warnings),
        nameof(QuotaSnapshot.IsStale), nameof(QuotaSnapshot.RawJson),
    ];

    /// <inheritdoc/>
    /// <exception cref="JsonException">A required member is missing or null, a value is not valid, or the document is of another schema.</exception>
    public override QuotaSnapshot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CheckSchema(reader, options);
        string? provider = null, account = null, plan = null, requestId = null, rawJson = null;
        DateTimeOffset? retrievedAt = null;
        IReadOnlyList<QuotaBalance>? balances = null;
        bool? isActive = null;
        var isStale = false;
        List<string> warnings = [], ownWarnings = [];
        var members = new MemberReader(_members, ref reader, options);
        while (members.MoveNext(ref reader))
        {
            switch (members.Current)
            {
                case nameof(QuotaSnapshot.Provider):
                    provider = members.Required(members.Text(ref reader));
                    break;
                case nameof(QuotaSnapshot.Account):
                    account = members.Text(ref reader);
                    break;
                case nameof(QuotaSnapshot.RetrievedAt):
                    retrievedAt = members.Required(members.Time(ref reader));
                    break;
                case nameof(QuotaSnapshot.Balances):
                    balances = ReadBalances(ref reader, members, options, ownWarnings);
                    break;
                case nameof(QuotaSnapshot.Plan):
                    plan = members.Text(ref reader);
                    break;
                case nameof(QuotaSnapshot.IsActive):
                    isActive = members.Flag(ref reader);
                    break;
                case nameof(QuotaSnapshot.RequestId):
                    requestId = members.Text(ref reader);
                    break;
                case nameof(QuotaSnapshot.Warnings):
                    ReadWarnings(ref reader, members, warnings);
                    break;
                case nameof(QuotaSnapshot.IsStale):
                    isStale = members.Required(members.Flag(ref reader));
                    break;
                default:
                    rawJson = members.Text(ref reader);
                    break;
            }
        }

        return new QuotaSnapshot
        {
            Provider = provider ?? throw members.Missing(nameof(QuotaSnapshot.Provider)),
            Account = account ?? QuotaNames.DefaultAccount,
            RetrievedAt = retrievedAt ?? throw members.Missing(nameof(QuotaSnapshot.RetrievedAt)),
            Balances = balances ?? throw members.Missing(nameof(QuotaSnapshot.Balances)),
            Plan = plan,
            IsActive = isActive,
            RequestId = requestId,
            Warnings = [.. warnings, .. ownWarnings],
            IsStale = isStale,
            RawJson = rawJson,
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QuotaSnapshot value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        var members = new MemberWriter(writer, options);
        writer.WriteStartObject();
        members.Text(nameof(value.Schema), value.Schema);
        members.Text(nameof(value.Provider), value.Provider);
        members.Text(nameof(value.Account), value.Account);
        members.Time(nameof(value.RetrievedAt), value.RetrievedAt);
        members.List(nameof(value.Balances));
        foreach (var balance in value.Balances)
            _balances.Write(writer, balance, options);
        writer.WriteEndArray();
        members.Text(nameof(value.Plan), value.Plan);
        members.Flag(nameof(value.IsActive), value.IsActive);
        members.Choice(nameof(value.Status), value.Status);
        members.Text(nameof(value.RequestId), value.RequestId);
        members.List(nameof(value.Warnings));
        foreach (var warning in value.Warnings)
            writer.WriteStringValue(warning);
        writer.WriteEndArray();
        members.Flag(nameof(value.IsStale), value.IsStale);
        members.Text(nameof(value.RawJson), value.RawJson);
        writer.WriteEndObject();
    }

    /// <summary>Checks the schema, wherever it is in the document, before other members are read: another schema may give them other types.</summary>
    /// <param name="ahead">A copy of the reader; the caller's reader does not move.</param>
    /// <param name="options">The options of the serializer.</param>
    private static void CheckSchema(Utf8JsonReader ahead, JsonSerializerOptions options)
    {
        var members = new MemberReader([nameof(QuotaSnapshot.Schema)], ref ahead, options);
        if (members.MoveNext(ref ahead) && members.Text(ref ahead) is { } schema && schema != QuotaSnapshot.SchemaName)
            throw QuotaSnapshot.OfAnotherSchema(QuotaText.Quotable(schema));
    }

    private static List<QuotaBalance> ReadBalances(
        ref Utf8JsonReader reader, in MemberReader snapshot, JsonSerializerOptions options, List<string> warnings)
    {
        if (reader.TokenType == JsonTokenType.Null)
            throw snapshot.Invalid("is null; a value is required");
        var balances = new List<QuotaBalance>();
        var list = new ListReader(ref reader, snapshot.Path);
        while (list.MoveNext(ref reader))
            balances.Add(QuotaBalanceConverter.Read(ref reader, options, list.Path, warnings));
        return balances.Count > 0 ? balances : throw snapshot.Invalid("is empty; a snapshot has at least one balance");
    }

    private static void ReadWarnings(ref Utf8JsonReader reader, in MemberReader snapshot, List<string> warnings)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        var list = new ListReader(ref reader, snapshot.Path);
        while (list.MoveNext(ref reader))
            warnings.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"'{list.Path}' is not a string."));
    }
}
