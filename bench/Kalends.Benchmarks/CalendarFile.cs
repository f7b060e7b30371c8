using System.Globalization;
using System.Text;

namespace Kalends.Benchmarks;

/// <summary>
/// The file that iCalendar readers are measured on: 70 % single events with a TZID, 20 % weekly MO,WE with an EXDATE, 10 % yearly all-day;
/// every fifth with an organizer, two attendees and an alarm. 10,000 events make about 4.1 MB. The same number gives the same file.
/// </summary>
internal static class CalendarFile
{
    private const string Zone = "TZID=America/New_York";

    public static byte[] Generate(int events)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kalends//Benchmark//EN\r\nCALSCALE:GREGORIAN\r\n");
        text.Append(
            "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:20071104T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"
            + "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:20070311T020000\r\n"
            + "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n");
        for (var i = 0; i < events; i++)
            AppendEvent(text, i);
        return Encoding.UTF8.GetBytes(text.Append("END:VCALENDAR\r\n").ToString());
    }

    private static void AppendEvent(StringBuilder text, int number)
    {
        var day = new DateTime(2024, 1, 1).AddDays(number % 900);
        var date = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var hour = 8 + (number % 10);
        Append(text, $"BEGIN:VEVENT\r\nUID:{number:d8}-4c1e-4a57-9d0b-{number * 7919:d12}@example.org\r\nDTSTAMP:20240101T120000Z\r\n");
        if (number % 10 == 9)
            Append(text, $"DTSTART;VALUE=DATE:{date}\r\nDTEND;VALUE=DATE:{day.AddDays(1):yyyyMMdd}\r\nRRULE:FREQ=YEARLY\r\n");
        else
            Append(text, $"DTSTART;{Zone}:{date}T{hour:00}0000\r\nDTEND;{Zone}:{date}T{hour:00}4500\r\n");
        if (number % 10 is 7 or 8)
            Append(text, $"RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=60\r\nEXDATE;{Zone}:{day.AddDays(14):yyyyMMdd}T{hour:00}0000\r\n");
        Append(text, $"SUMMARY:Review of item {number}\\, part {number % 7}\r\nLOCATION:Room {number % 40}\\, Building {number % 5}\r\n");
        text.Append("DESCRIPTION:What was done\\nWhat is next\\; who does it\\nAnything else that cam\r\n e up\r\n");
        Append(text, $"SEQUENCE:{number % 4}\r\n");
        if (number % 5 == 0) AppendPeople(text, number);
        text.Append("END:VEVENT\r\n");
    }

    private static void AppendPeople(StringBuilder text, int number)
    {
        Append(text, $"ORGANIZER;CN=Person {number % 50}:mailto:person{number % 50}@example.org\r\n");
        for (var i = 1; i < 3; i++)
            Append(text, $"ATTENDEE;CN=\"Guest, {i}\";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:guest{number % 90}@e\r\n xample.org\r\n");
        text.Append("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\n");
    }

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
