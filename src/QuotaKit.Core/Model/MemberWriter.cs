using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuotaKit;

/// <summary>Writes members of the model's JSON. Members that version 0.1.0 requires are written with all options.</summary>
internal readonly struct MemberWriter(Utf8JsonWriter writer, JsonSerializerOptions options)
{
    public void Text(string member, string? value)
    {
        if (Name(member, value is null))
            writer.WriteStringValue(value);
    }

    public void Number(string member, decimal? value)
    {
        if (!Name(member, value is null))
            return;
        if (value is not { } number)
            writer.WriteNullValue();
        else if ((options.NumberHandling & JsonNumberHandling.WriteAsString) != 0)
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        else
            writer.WriteNumberValue(number);
    }

    public void Flag(string member, bool? value)
    {
        if (!Name(member, value is null))
            return;
        if (value is { } flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteNullValue();
    }

    public void Time(string member, DateTimeOffset? value)
    {
        if (!Name(member, value is null))
            return;
        if (value is { } time)
            writer.WriteStringValue(time);
        else
            writer.WriteNullValue();
    }

    public void Choice<T>(string member, T value)
        where T : struct, Enum
    {
        Name(member, false);
        if (AppConverters.Find<T>(options) is { } converter)
            converter.Write(writer, value, options);
        else
            writer.WriteStringValue(value.ToString());
    }

    public void List(string member)
    {
        Name(member, false);
        writer.WriteStartArray();
    }

    /// <summary>Writes the member's name. Returns false when the options leave out nulls and the value is null.</summary>
    private bool Name(string member, bool isNull)
    {
        // Only nulls are left out, even with WhenWritingDefault: it would also drop the kind Allowance and the status Unknown, which
        // version 0.1.0 requires.
        if (isNull && options.DefaultIgnoreCondition is JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault)
            return false;
        writer.WritePropertyName(options.PropertyNamingPolicy?.ConvertName(member) ?? member);
        return true;
    }
}
