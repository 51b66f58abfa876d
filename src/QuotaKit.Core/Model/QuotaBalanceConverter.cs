using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Reads and writes a balance as JSON, by the same rules as <see cref="QuotaSnapshotConverter"/>.</summary>
/// <remarks>It is public because generated JSON contexts of apps refer to it. An enum value that a later version added is read as the nearest
/// known one. There is no warning, unless the balance is part of a snapshot.</remarks>
public sealed class QuotaBalanceConverter : JsonConverter<QuotaBalance>
{
    private static readonly string[] _members =
    [
        nameof(QuotaBalance.Key), nameof(QuotaBalance.Label), nameof(QuotaBalance.Unit), nameof(QuotaBalance.Kind), nameof(QuotaBalance.Used),
        nameof(QuotaBalance.Limit), nameof(QuotaBalance.Remaining), nameof(QuotaBalance.Derived), nameof(QuotaBalance.Configured),
        nameof(QuotaBalance.IsUnlimited), nameof(QuotaBalance.PeriodStart), nameof(QuotaBalance.ResetsAt), nameof(QuotaBalance.Status),
    ];

    /// <inheritdoc/>
    /// <exception cref="JsonException">A required member is missing or null, or a value is not valid.</exception>
    public override QuotaBalance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, options, "", []);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QuotaBalance value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        var members = new MemberWriter(writer, options);
        writer.WriteStartObject();
        members.Text(nameof(value.Key), value.Key);
        members.Text(nameof(value.Label), value.Label);
        members.Text(nameof(value.Unit), value.Unit.Name);
        members.Choice(nameof(value.Kind), value.Kind);
        members.Number(nameof(value.Used), value.Used);
        members.Number(nameof(value.Limit), value.Limit);
        members.Number(nameof(value.Remaining), value.Remaining);
        members.Choice(nameof(value.Derived), value.Derived);
        members.Choice(nameof(value.Configured), value.Configured);
        members.Flag(nameof(value.IsUnlimited), value.IsUnlimited);
        members.Time(nameof(value.PeriodStart), value.PeriodStart);
        members.Time(nameof(value.ResetsAt), value.ResetsAt);
        members.Choice(nameof(value.Status), value.Status);
        writer.WriteEndObject();
    }

    /// <summary>Reads one balance of a snapshot.</summary>
    /// <param name="reader">The reader, positioned at the balance.</param>
    /// <param name="options">The options of the serializer.</param>
    /// <param name="path">The balance's path for error messages: <c>"balances[0]"</c>.</param>
    /// <param name="warnings">Receives a warning for each unknown enum value.</param>
    internal static QuotaBalance Read(ref Utf8JsonReader reader, JsonSerializerOptions options, string path, List<string> warnings)
    {
        string? key = null, label = null;
        // The defaults for missing members: version 0.1.0 left these values out with WhenWritingDefault.
        var (unit, kind, status) = (QuotaUnit.Unspecified, QuotaKind.Allowance, QuotaStatus.Unknown);
        var (derived, configured) = (QuotaFields.None, QuotaFields.None);
        decimal? used = null, limit = null, remaining = null;
        DateTimeOffset? periodStart = null, resetsAt = null;
        var isUnlimited = false;
        var choices = new ChoiceReader(warnings, options);
        var members = new MemberReader(_members, ref reader, options, path);
        while (members.MoveNext(ref reader))
        {
            switch (members.Current)
            {
                case nameof(QuotaBalance.Key):
                    key = members.Required(members.Text(ref reader));
                    break;
                case nameof(QuotaBalance.Label):
                    label = members.Required(members.Text(ref reader));
                    break;
                case nameof(QuotaBalance.Unit):
                    unit = UnitOf(members.Required(members.Text(ref reader)), members);
                    break;
                case nameof(QuotaBalance.Kind):
                    // An unknown kind becomes Balance: it counts for the status and does not promise a reset.
                    kind = choices.Read(ref reader, members, QuotaKind.Balance);
                    break;
                case nameof(QuotaBalance.Used):
                    used = members.Number(ref reader);
                    break;
                case nameof(QuotaBalance.Limit):
                    limit = members.Number(ref reader);
                    break;
                case nameof(QuotaBalance.Remaining):
                    remaining = members.Number(ref reader);
                    break;
                case nameof(QuotaBalance.Derived):
                    derived = choices.ReadFields(ref reader, members);
                    break;
                case nameof(QuotaBalance.Configured):
                    configured = choices.ReadFields(ref reader, members);
                    break;
                case nameof(QuotaBalance.IsUnlimited):
                    isUnlimited = members.Required(members.Flag(ref reader));
                    break;
                case nameof(QuotaBalance.PeriodStart):
                    periodStart = members.Time(ref reader);
                    break;
                case nameof(QuotaBalance.ResetsAt):
                    resetsAt = members.Time(ref reader);
                    break;
                default:
                    status = choices.Read(ref reader, members, QuotaStatus.Unknown);
                    break;
            }
        }

        return new QuotaBalance
        {
            Key = key ?? throw members.Missing(nameof(QuotaBalance.Key)),
            Label = label ?? throw members.Missing(nameof(QuotaBalance.Label)),
            Unit = unit,
            Kind = kind,
            Used = used,
            Limit = limit,
            Remaining = remaining,
            Derived = derived,
            Configured = configured,
            IsUnlimited = isUnlimited,
            PeriodStart = periodStart,
            ResetsAt = resetsAt,
            Status = status,
        };
    }

    private static QuotaUnit UnitOf(string name, in MemberReader member) =>
        string.IsNullOrWhiteSpace(name) ? throw member.Invalid("is empty; a unit has a name") : QuotaUnit.Of(name);
}
