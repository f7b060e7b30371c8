using System.Buffers.Text;
using System.Text;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.ICalendar;

/// <summary>
/// Typed readings of a property's raw value (RFC 5545, 3.3). Null (or an empty list) means that the value is none of that type; the property
/// itself is kept as it stands all the same.
/// </summary>
public static class PropertyReading
{
    /// <summary>The type of the value: by the VALUE parameter, else the property's own.</summary>
    public static ValueType ValueType(this Property property) => PropertyRegistry.TypeOf(property);

    /// <summary>TEXT, one value: commas and semicolons without a backslash are part of it.</summary>
    public static string AsText(this Property property) => TextValue.Decode(property.ValueUtf8);

    /// <summary>TEXT, a list such as that of CATEGORIES.</summary>
    public static IReadOnlyList<string> AsTextList(this Property property) => TextValue.DecodeList(property.ValueUtf8);

    /// <summary>DATE or DATE-TIME, in the zone of the TZID parameter.</summary>
    public static DateOrTime? AsDateOrTime(this Property property) => DateOrTime.Parse(property.ValueUtf8, TzIdOf(property));

    /// <summary>A list of DATE or DATE-TIME such as that of EXDATE; null when one of them is none.</summary>
    public static IReadOnlyList<DateOrTime>? AsDatesOrTimes(this Property property) =>
        ReadList(property, (raw, tzId) => DateOrTime.Parse(raw, tzId));

    /// <summary>DURATION.</summary>
    public static NominalDuration? AsDuration(this Property property) => NominalDuration.Parse(property.ValueUtf8);

    /// <summary>A list of PERIOD such as that of FREEBUSY; null when one of them is none.</summary>
    public static IReadOnlyList<PeriodValue>? AsPeriods(this Property property) =>
        ReadList(property, (raw, tzId) => PeriodValue.Parse(raw, tzId));

    /// <summary>UTC-OFFSET: hours, minutes and, where given, seconds. NodaTime's bound of 18 hours applies; <c>-0000</c> passes for zero.</summary>
    public static Offset? AsOffset(this Property property)
    {
        var digits = new Digits(property.ValueUtf8.Trim((byte)' '));
        var sign = digits.Sign();
        if (!digits.TryFixed(2, out var hours) || !digits.TryFixed(2, out var minutes)) return null;
        var seconds = 0;
        if (!digits.IsAtEnd && !digits.TryFixed(2, out seconds)) return null;
        if (!digits.IsAtEnd || hours > 18 || minutes > 59 || seconds > 59) return null;
        var total = (hours * 3600) + (minutes * 60) + seconds;
        return total <= 18 * 3600 ? Offset.FromSeconds(sign * total) : null;
    }

    /// <summary>INTEGER.</summary>
    public static int? AsInteger(this Property property)
    {
        var raw = property.ValueUtf8.Trim((byte)' ');
        if (raw.Length > 1 && raw[0] == '+' && raw[1] != '-') raw = raw[1..];
        return Utf8Parser.TryParse(raw, out int value, out var used) && used == raw.Length ? value : null;
    }

    /// <summary>FLOAT.</summary>
    public static double? AsFloat(this Property property) => GeoPosition.ParseFloat(property.ValueUtf8);

    /// <summary>BOOLEAN.</summary>
    public static bool? AsBoolean(this Property property) =>
        Ascii.EqualsIgnoreCase(property.ValueUtf8, "TRUE"u8) ? true : Ascii.EqualsIgnoreCase(property.ValueUtf8, "FALSE"u8) ? false : null;

    /// <summary>URI or CAL-ADDRESS, as it stands: such values have no escapes. For an address this is <c>mailto:...</c>, mostly.</summary>
    public static string AsUri(this Property property) => property.RawValue.Trim();

    /// <summary>BINARY: base64.</summary>
    public static byte[]? AsBinary(this Property property)
    {
        var raw = property.ValueUtf8;
        var octets = new byte[Base64.GetMaxDecodedFromUtf8Length(raw.Length)];
        var status = Base64.DecodeFromUtf8(raw, octets, out var used, out var length);
        return status == System.Buffers.OperationStatus.Done && used == raw.Length ? octets[..length] : null;
    }

    /// <summary>GEO's pair.</summary>
    public static GeoPosition? AsGeo(this Property property) => GeoPosition.Parse(property.ValueUtf8);

    /// <summary>REQUEST-STATUS's parts.</summary>
    public static RequestStatus? AsRequestStatus(this Property property) => RequestStatus.Parse(property.ValueUtf8);

    /// <summary>RECUR: the rule, or what is wrong with it.</summary>
    public static RuleReading AsRecurrenceRule(this Property property) => RecurrenceRule.Parse(property.RawValue.Trim());

    private delegate T? Read<T>(ReadOnlySpan<byte> raw, string? tzId);

    private static List<T>? ReadList<T>(Property property, Read<T> read)
        where T : class
    {
        var tzId = TzIdOf(property);
        var raw = property.ValueUtf8;
        List<T> values = [];
        foreach (var range in raw.Split((byte)','))
        {
            if (read(raw[range], tzId) is not { } value) return null;
            values.Add(value);
        }
        return values;
    }

    private static string? TzIdOf(Property property) => property.Parameter("TZID") is { Length: > 0 } tzId ? tzId : null;
}
