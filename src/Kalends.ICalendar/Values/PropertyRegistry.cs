using System.Collections.Frozen;

namespace Kalends.ICalendar;

/// <summary>The default value type of each registered property: RFC 5545 (3.7, 3.8), 7529, 7953, 7986, 9073, 9074 and 9253.</summary>
internal static class PropertyRegistry
{
    private static readonly FrozenDictionary<string, ValueType> Types = new (ValueType Type, string Names)[]
    {
        (ValueType.Text, "BEGIN END CALSCALE METHOD PRODID VERSION CATEGORIES CLASS COMMENT DESCRIPTION LOCATION RESOURCES STATUS SUMMARY"),
        (ValueType.Text, "TRANSP TZID TZNAME CONTACT RELATED-TO UID ACTION REQUEST-STATUS NAME COLOR BUSYTYPE"),
        (ValueType.Text, "LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE STYLED-DESCRIPTION STRUCTURED-DATA PROXIMITY REFID"),
        (ValueType.Text, "X-WR-CALNAME X-WR-CALDESC X-WR-TIMEZONE X-LIC-LOCATION X-ALT-DESC X-APPLE-TRAVEL-ADVISORY-BEHAVIOR"),
        (ValueType.Text, "X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-IMPORTANCE X-MICROSOFT-CDO-ALLDAYEVENT X-MICROSOFT-DISALLOW-COUNTER"),
        (ValueType.Uri, "ATTACH TZURL URL IMAGE SOURCE CONFERENCE CONCEPT LINK"),
        (ValueType.Float, "GEO"),
        (ValueType.Integer, "PERCENT-COMPLETE PRIORITY REPEAT SEQUENCE"),
        (ValueType.DateTime, "COMPLETED DTEND DUE DTSTART RECURRENCE-ID EXDATE RDATE CREATED DTSTAMP LAST-MODIFIED ACKNOWLEDGED"),
        (ValueType.Duration, "DURATION TRIGGER REFRESH-INTERVAL"),
        (ValueType.Period, "FREEBUSY"),
        (ValueType.UtcOffset, "TZOFFSETFROM TZOFFSETTO"),
        (ValueType.CalAddress, "ATTENDEE ORGANIZER CALENDAR-ADDRESS"),
        (ValueType.Recur, "RRULE EXRULE"),
    }
    .SelectMany(row => row.Names.Split(' '), (row, name) => KeyValuePair.Create(name, row.Type))
    .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ValueType> TypesByParameter = new Dictionary<string, ValueType>
    {
        ["BINARY"] = ValueType.Binary,
        ["BOOLEAN"] = ValueType.Boolean,
        ["CAL-ADDRESS"] = ValueType.CalAddress,
        ["DATE"] = ValueType.Date,
        ["DATE-TIME"] = ValueType.DateTime,
        ["DURATION"] = ValueType.Duration,
        ["FLOAT"] = ValueType.Float,
        ["INTEGER"] = ValueType.Integer,
        ["PERIOD"] = ValueType.Period,
        ["RECUR"] = ValueType.Recur,
        ["TEXT"] = ValueType.Text,
        ["TIME"] = ValueType.Time,
        ["URI"] = ValueType.Uri,
        ["URL"] = ValueType.Uri, // vCalendar 1.0
        ["UTC-OFFSET"] = ValueType.UtcOffset,
        ["UID"] = ValueType.Uid,
        ["XML-REFERENCE"] = ValueType.XmlReference,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Types.Keys;

    public static ValueType DefaultTypeOf(string property) => Types.GetValueOrDefault(property);

    public static ValueType TypeOf(Property property) => property.Parameter("VALUE") is { } named
        ? TypesByParameter.GetValueOrDefault(named)
        : DefaultTypeOf(property.Name);
}
