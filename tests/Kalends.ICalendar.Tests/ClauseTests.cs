namespace Kalends.ICalendar.Tests;

/// <summary>Every property, parameter and component by its clause: read as what it is, written as it came.</summary>
public sealed class ClauseTests
{
    [Theory]
    [InlineData("CALSCALE:GREGORIAN", ValueType.Text)]
    [InlineData("METHOD:REQUEST", ValueType.Text)]
    [InlineData("PRODID:-//Example//EN", ValueType.Text)]
    [InlineData("VERSION:2.0", ValueType.Text)]
    [InlineData("ATTACH;FMTTYPE=application/pdf:https://example.org/a.pdf", ValueType.Uri)]
    [InlineData("CATEGORIES:MEETING,TEAM", ValueType.Text)]
    [InlineData("CLASS:CONFIDENTIAL", ValueType.Text)]
    [InlineData("COMMENT:As said\\, at nine", ValueType.Text)]
    [InlineData("DESCRIPTION:One\\ntwo", ValueType.Text)]
    [InlineData("GEO:48.85299;2.36885", ValueType.Float)]
    [InlineData("LOCATION:Room 1", ValueType.Text)]
    [InlineData("PERCENT-COMPLETE:39", ValueType.Integer)]
    [InlineData("PRIORITY:1", ValueType.Integer)]
    [InlineData("RESOURCES:EASEL,PROJECTOR", ValueType.Text)]
    [InlineData("STATUS:TENTATIVE", ValueType.Text)]
    [InlineData("SUMMARY;LANGUAGE=en:Planning", ValueType.Text)]
    [InlineData("COMPLETED:20260302T090000Z", ValueType.DateTime)]
    [InlineData("DTEND;TZID=Europe/Berlin:20260302T100000", ValueType.DateTime)]
    [InlineData("DUE:20260302T090000Z", ValueType.DateTime)]
    [InlineData("DTSTART;VALUE=DATE:20260302", ValueType.Date)]
    [InlineData("DURATION:PT1H", ValueType.Duration)]
    [InlineData("FREEBUSY;FBTYPE=BUSY:20260302T090000Z/PT1H", ValueType.Period)]
    [InlineData("TRANSP:TRANSPARENT", ValueType.Text)]
    [InlineData("TZID:Europe/Berlin", ValueType.Text)]
    [InlineData("TZNAME:CET", ValueType.Text)]
    [InlineData("TZOFFSETFROM:+0200", ValueType.UtcOffset)]
    [InlineData("TZOFFSETTO:+0100", ValueType.UtcOffset)]
    [InlineData("TZURL:https://example.org/zones/berlin.ics", ValueType.Uri)]
    [InlineData("ATTENDEE;CN=Eva:mailto:eva@example.org", ValueType.CalAddress)]
    [InlineData("CONTACT:Eva\\, Room 2", ValueType.Text)]
    [InlineData("ORGANIZER;CN=Jo:mailto:jo@example.org", ValueType.CalAddress)]
    [InlineData("RECURRENCE-ID;TZID=Europe/Berlin:20260302T090000", ValueType.DateTime)]
    [InlineData("RELATED-TO;RELTYPE=CHILD:other@example.org", ValueType.Text)]
    [InlineData("URL:https://example.org/1", ValueType.Uri)]
    [InlineData("UID:1@example.org", ValueType.Text)]
    [InlineData("EXDATE:20260302T090000Z,20260303T090000Z", ValueType.DateTime)]
    [InlineData("RDATE;VALUE=PERIOD:20260302T090000Z/PT1H", ValueType.Period)]
    [InlineData("RRULE:FREQ=DAILY", ValueType.Recur)]
    [InlineData("ACTION:DISPLAY", ValueType.Text)]
    [InlineData("REPEAT:4", ValueType.Integer)]
    [InlineData("TRIGGER;RELATED=END:-PT5M", ValueType.Duration)]
    [InlineData("CREATED:20260302T090000Z", ValueType.DateTime)]
    [InlineData("DTSTAMP:20260302T090000Z", ValueType.DateTime)]
    [InlineData("LAST-MODIFIED:20260302T090000Z", ValueType.DateTime)]
    [InlineData("SEQUENCE:2", ValueType.Integer)]
    [InlineData("REQUEST-STATUS:2.0;Success", ValueType.Text)]
    [Rfc("5545", "3.7.1", "3.7.2", "3.7.3", "3.7.4")]
    [Rfc("5545", "3.8.1.1", "3.8.1.2", "3.8.1.3", "3.8.1.4", "3.8.1.5", "3.8.1.6", "3.8.1.7", "3.8.1.8", "3.8.1.9", "3.8.1.10", "3.8.1.11", "3.8.1.12")]
    [Rfc("5545", "3.8.2.1", "3.8.2.2", "3.8.2.3", "3.8.2.4", "3.8.2.5", "3.8.2.6", "3.8.2.7")]
    [Rfc("5545", "3.8.3.1", "3.8.3.2", "3.8.3.3", "3.8.3.4", "3.8.3.5")]
    [Rfc("5545", "3.8.4.1", "3.8.4.2", "3.8.4.3", "3.8.4.4", "3.8.4.5", "3.8.4.6", "3.8.4.7")]
    [Rfc("5545", "3.8.5.1", "3.8.5.2", "3.8.5.3", "3.8.6.1", "3.8.6.2", "3.8.6.3")]
    [Rfc("5545", "3.8.7.1", "3.8.7.2", "3.8.7.3", "3.8.7.4", "3.8.8.3")]
    public void A_property_of_rfc_5545(string line, ValueType type) => AssertReadAs(type, line);

    [Theory]
    [InlineData("NAME:Festival", ValueType.Text)]
    [InlineData("REFRESH-INTERVAL;VALUE=DURATION:PT12H", ValueType.Duration)]
    [InlineData("SOURCE;VALUE=URI:https://example.org/festival.ics", ValueType.Uri)]
    [InlineData("COLOR:turquoise", ValueType.Text)]
    [InlineData("IMAGE;VALUE=URI;DISPLAY=BADGE:https://example.org/a.png", ValueType.Uri)]
    [InlineData("CONFERENCE;VALUE=URI;FEATURE=AUDIO;LABEL=Stage:tel:+1", ValueType.Uri)]
    [InlineData("ATTENDEE;EMAIL=a@example.org:mailto:b@example.org", ValueType.CalAddress)]
    [Rfc("7986", "5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "5.10", "5.11", "6.1", "6.2", "6.3", "6.4")]
    public void A_property_of_rfc_7986(string line, ValueType type) => AssertReadAs(type, line);

    [Theory]
    [InlineData("LOCATION-TYPE:stage", ValueType.Text)]
    [InlineData("PARTICIPANT-TYPE:PERFORMER", ValueType.Text)]
    [InlineData("RESOURCE-TYPE:PROJECTOR", ValueType.Text)]
    [InlineData("CALENDAR-ADDRESS:mailto:band@example.org", ValueType.CalAddress)]
    [InlineData("STYLED-DESCRIPTION;FMTTYPE=text/html;DERIVED=TRUE:<p>a</p>", ValueType.Text)]
    [InlineData("STRUCTURED-DATA;VALUE=TEXT;SCHEMA=\"https://schema.org/E\":{}", ValueType.Text)]
    [InlineData("SUMMARY;ORDER=2:Second", ValueType.Text)]
    [Rfc("9073", "5.1", "5.2", "5.3", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6")]
    public void A_property_of_rfc_9073(string line, ValueType type) => AssertReadAs(type, line);

    [Theory]
    [InlineData("UID:a1@example.org", ValueType.Text)]
    [InlineData("RELATED-TO;RELTYPE=SNOOZE:a1@example.org", ValueType.Text)]
    [InlineData("ACKNOWLEDGED:20260630T220000Z", ValueType.DateTime)]
    [InlineData("PROXIMITY:ARRIVE", ValueType.Text)]
    [Rfc("9074", "3", "4", "5", "6.1", "7.1", "8.1")]
    public void A_property_of_an_alarm(string line, ValueType type) => AssertReadAs(type, line);

    [Theory]
    [InlineData("ALTREP", "http://example.org/a.html")]
    [InlineData("CN", "Eva O^'Hara")]
    [InlineData("CUTYPE", "GROUP")]
    [InlineData("DELEGATED-FROM", "mailto:a@example.org")]
    [InlineData("DELEGATED-TO", "mailto:b@example.org")]
    [InlineData("DIR", "ldap://example.org")]
    [InlineData("ENCODING", "BASE64")]
    [InlineData("FMTTYPE", "text/plain")]
    [InlineData("FBTYPE", "BUSY-TENTATIVE")]
    [InlineData("LANGUAGE", "de")]
    [InlineData("MEMBER", "mailto:c@example.org")]
    [InlineData("PARTSTAT", "ACCEPTED")]
    [InlineData("RANGE", "THISANDFUTURE")]
    [InlineData("RELATED", "END")]
    [InlineData("RELTYPE", "SIBLING")]
    [InlineData("ROLE", "CHAIR")]
    [InlineData("RSVP", "TRUE")]
    [InlineData("SENT-BY", "mailto:d@example.org")]
    [InlineData("TZID", "Europe/Berlin")]
    [InlineData("VALUE", "TEXT")]
    [Rfc("5545", "3.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5", "3.2.6", "3.2.7", "3.2.8", "3.2.9", "3.2.10")]
    [Rfc("5545", "3.2.11", "3.2.12", "3.2.13", "3.2.14", "3.2.15", "3.2.16", "3.2.17", "3.2.18", "3.2.19", "3.2.20")]
    public void A_parameter_of_rfc_5545(string name, string value)
    {
        var line = $"X-A;{name}=\"{value}\":b";
        Assert.Equal(value.Replace("^'", "\"", StringComparison.Ordinal), Texts.Property(line).Parameter(name));
        Assert.Equal(line, Texts.Property(line).ToString());
        Assert.Equal(value.Replace("^'", "\"", StringComparison.Ordinal), Texts.Property(line.ToLowerInvariant()).Parameter(name), ignoreCase: true);
    }

    [Theory]
    [InlineData("VEVENT")]
    [InlineData("VTODO")]
    [InlineData("VJOURNAL")]
    [InlineData("VFREEBUSY")]
    [InlineData("VTIMEZONE")]
    [InlineData("VALARM")]
    [InlineData("PARTICIPANT")]
    [InlineData("VLOCATION")]
    [InlineData("VRESOURCE")]
    [InlineData("X-UNKNOWN")]
    [Rfc("5545", "3.4", "3.5", "3.6", "3.6.1", "3.6.2", "3.6.3", "3.6.4", "3.6.5", "3.6.6")]
    [Rfc("9073", "7.1", "7.2", "7.3")]
    public void A_component(string name)
    {
        var text = $"BEGIN:VCALENDAR\r\nX-BEFORE:1\r\nBEGIN:{name}\r\nUID:1\r\nBEGIN:X-INSIDE\r\nX-A:b\r\nEND:X-INSIDE\r\nEND:{name}\r\nX-AFTER:2\r\nEND:VCALENDAR\r\n";
        var calendar = Texts.Parsed(text).Objects[0];
        Assert.True(calendar.Components.Single().IsNamed(name));
        Assert.Equal(text, calendar.ToString());
    }

    [Theory]
    [InlineData("DRESSCODE:CASUAL")]
    [InlineData("NON-SMOKING;VALUE=BOOLEAN:TRUE")]
    [InlineData("X-ABC-MMSUBJ;VALUE=URI;FMTTYPE=audio/basic:http://example.org/a.au")]
    [Rfc("5545", "3.8.8.1", "3.8.8.2")]
    public void A_property_that_nobody_here_knows(string line) => Assert.Equal(line, Texts.Property(line).ToString());

    private static void AssertReadAs(ValueType type, string line)
    {
        var property = Texts.Property(line);
        Assert.Equal(type, property.ValueType());
        Assert.Equal(line, property.ToString());
        object? value = type switch
        {
            ValueType.Uri or ValueType.CalAddress => property.AsUri(),
            ValueType.Float => property.AsGeo(),
            ValueType.Integer => property.AsInteger(),
            ValueType.Date or ValueType.DateTime => property.AsDatesOrTimes(),
            ValueType.Duration => property.AsDuration(),
            ValueType.Period => property.AsPeriods(),
            ValueType.UtcOffset => property.AsOffset(),
            ValueType.Recur => property.AsRecurrenceRule() as Recurrence.RuleParsed,
            _ => property.AsTextList(),
        };
        Assert.NotNull(value);
    }
}
