using System.Globalization;
using System.Text;
using NodaTime;

namespace Kalends.ICalendar;

/// <summary>
/// Makes properties. Whatever the value, it cannot end its line: text is escaped, and a raw value that holds a control character is refused.
/// Names must be iana-tokens other than BEGIN and END; an <see cref="ArgumentException"/> otherwise.
/// </summary>
public static class NewProperty
{
    /// <summary>A property with its value as it is to stand in the text; null when the value holds a control character.</summary>
    public static Property? Raw(string name, string value, params ReadOnlySpan<Parameter> parameters) =>
        LineText.IsValue(value) ? Compose(name, value, parameters) : null;

    /// <summary>TEXT. Control characters other than line breaks and tabs, which TEXT cannot carry, are left out.</summary>
    public static Property Text(string name, string text, params ReadOnlySpan<Parameter> parameters) =>
        Compose(name, TextValue.Encode(text), parameters);

    /// <summary>A list of TEXT, such as that of CATEGORIES.</summary>
    public static Property TextList(string name, IEnumerable<string> texts, params ReadOnlySpan<Parameter> parameters) =>
        Compose(name, string.Join(',', texts.Select(TextValue.Encode)), parameters);

    /// <summary>DATE or DATE-TIME, with VALUE=DATE or TZID as it takes.</summary>
    public static Property Time(string name, DateOrTime time) => Times(name, [time]);

    /// <summary>A list of DATE or DATE-TIME, all of one form and zone; an <see cref="ArgumentException"/> otherwise.</summary>
    public static Property Times(string name, IReadOnlyCollection<DateOrTime> times)
    {
        var first = times.First();
        if (times.Any(t => t.GetType() != first.GetType() || (t as DateOrTime.Zoned)?.TzId != (first as DateOrTime.Zoned)?.TzId))
            throw new ArgumentException("times of different forms or zones cannot share a property", nameof(times));
        var value = string.Join(',', times);
        return first switch
        {
            DateOrTime.Date => Compose(name, value, [new Parameter("VALUE", "DATE")]),
            DateOrTime.Zoned zoned => Compose(name, value, [new Parameter("TZID", zoned.TzId)]),
            _ => Compose(name, value, []),
        };
    }

    /// <summary>DURATION.</summary>
    public static Property Lasting(string name, NominalDuration duration, params ReadOnlySpan<Parameter> parameters) =>
        Compose(name, duration.ToString(), parameters);

    /// <summary>A list of PERIOD.</summary>
    public static Property Periods(string name, IEnumerable<PeriodValue> periods, params ReadOnlySpan<Parameter> parameters) =>
        Compose(name, string.Join(',', periods), parameters);

    /// <summary>UTC-OFFSET.</summary>
    public static Property UtcOffset(string name, Offset offset)
    {
        var (sign, total) = (offset.Seconds < 0 ? '-' : '+', Math.Abs(offset.Seconds));
        var seconds = total % 60 == 0 ? "" : (total % 60).ToString("00", CultureInfo.InvariantCulture);
        return Compose(name, string.Create(CultureInfo.InvariantCulture, $"{sign}{total / 3600:00}{total / 60 % 60:00}{seconds}"), []);
    }

    /// <summary>INTEGER.</summary>
    public static Property Integer(string name, int value) => Compose(name, value.ToString(CultureInfo.InvariantCulture), []);

    /// <summary>FLOAT.</summary>
    public static Property Float(string name, double value) => Compose(name, GeoPosition.FormatFloat(value), []);

    /// <summary>BOOLEAN.</summary>
    public static Property Boolean(string name, bool value) => Compose(name, value ? "TRUE" : "FALSE", []);

    /// <summary>BINARY, in base64, after the given parameters those that it takes.</summary>
    public static Property Binary(string name, ReadOnlySpan<byte> octets, params ReadOnlySpan<Parameter> parameters) =>
        Compose(name, Convert.ToBase64String(octets), [.. parameters, new("ENCODING", "BASE64"), new("VALUE", "BINARY")]);

    /// <summary>GEO.</summary>
    public static Property Geo(GeoPosition position) => Compose("GEO", position.ToString(), []);

    /// <summary>REQUEST-STATUS.</summary>
    public static Property Status(RequestStatus status) => Compose("REQUEST-STATUS", status.ToString(), []);

    private static Property Compose(string name, string value, ReadOnlySpan<Parameter> parameters)
    {
        LineText.RequirePropertyName(name);
        return LineText.Compose(Encoding.ASCII.GetBytes(name.ToUpperInvariant()), parameters.ToArray(), Encoding.UTF8.GetBytes(value));
    }
}
