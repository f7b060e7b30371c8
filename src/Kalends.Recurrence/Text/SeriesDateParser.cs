using Kalends.Recurrence.Expansion;
using NodaTime;

namespace Kalends.Recurrence.Text;

/// <summary>Reads the values of one RDATE or EXDATE line (RFC 5545, 3.8.5.1 and 3.8.5.2).</summary>
internal sealed class SeriesDateParser(SeriesStart start, IDateTimeZoneProvider zones)
{
    internal RuleRefused? Read(PropertyLine line, List<SeriesDate> dates)
    {
        DateTimeZone? zone = null;
        if (line.Tzid is { } tzid && (zone = zones.GetZoneOrNull(tzid)) is null)
            return new RuleRefused("TZID", tzid, "This is not the name of a time zone.");
        var isPeriod = line.ValueType == "PERIOD" && line.Name == "RDATE";
        if (line.ValueType is not (null or "DATE" or "DATE-TIME") && !isPeriod)
            return new RuleRefused("VALUE", line.ValueType!, $"This is not a value type of {line.Name}.");
        if (isPeriod && start.IsDate)
            return new RuleRefused("VALUE", "PERIOD", "An all-day series has no periods.");
        foreach (var range in line.Value.AsSpan().Split(','))
        {
            var text = line.Value.AsSpan()[range];
            var date = isPeriod ? ReadPeriod(text, zone) : ReadTime(text, zone);
            if (date is null || line.ValueType is not null && line.ValueType != "PERIOD" && line.ValueType == "DATE" != (date.Form == SeriesDateForm.Date))
                return new RuleRefused(line.Name, text.ToString(), Expectation(line.ValueType));
            dates.Add(date);
        }
        return null;
    }

    private static string Expectation(string? valueType) => valueType switch
    {
        "DATE" => "The value is a date such as 20260309.",
        "PERIOD" => "The value is a start and an end after it, or a start and a duration, such as 20260309T090000/PT1H.",
        _ => "The value is a time such as 20260309T090000, with Z for UTC.",
    };

    private static SeriesDate? ReadTime(ReadOnlySpan<char> text, DateTimeZone? zone)
    {
        if (TimeText.TryDate(text, out var date))
            return new SeriesDate(date.AtMidnight(), SeriesDateForm.Date);
        if (text.Length > 0 && (text[^1] | 0x20) == 'z')
            return TimeText.TryDateTime(text[..^1], out var utc) ? new SeriesDate(utc, SeriesDateForm.Utc) : null;
        if (!TimeText.TryDateTime(text, out var local))
            return null;
        return zone is null ? new SeriesDate(local, SeriesDateForm.Local) : new SeriesDate(local, SeriesDateForm.Zoned, zone);
    }

    private SeriesDate? ReadPeriod(ReadOnlySpan<char> text, DateTimeZone? zone)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || ReadTime(text[..slash], zone) is not { Form: not SeriesDateForm.Date } first)
            return null;
        var begin = SeriesDates.Read(first, start);
        var end = DurationText.TryRead(text[(slash + 1)..], out var days, out var seconds) ? EndAfter(first, days) + seconds
            : ReadTime(text[(slash + 1)..], zone) is { Form: not SeriesDateForm.Date } last ? SeriesDates.Read(last, start)
            : begin;
        return end > begin && end <= UnixTime.Last ? first with { OwnDuration = Duration.FromSeconds(end - begin) } : null;
    }

    // Days of a duration are days of the zone in which the period is written (3.3.6).
    private long EndAfter(SeriesDate first, long days)
    {
        var zone = first.Form == SeriesDateForm.Local ? start.Zone : first.Zone ?? DateTimeZone.Utc;
        return UnixTime.Read(zone, UnixTime.Seconds(first.Value) + days * Civil.SecondsPerDay);
    }
}
