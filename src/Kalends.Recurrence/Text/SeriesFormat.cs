using System.Text;

namespace Kalends.Recurrence.Text;

/// <summary>Writes a series as content lines; neighbours of one form share a line.</summary>
internal static class SeriesFormat
{
    internal static List<string> Write(Series series)
    {
        var lines = new List<string>();
        foreach (var rule in series.Rules)
            lines.Add("RRULE:" + rule);
        AddDates(lines, "RDATE", series.RDates);
        AddDates(lines, "EXDATE", series.ExDates);
        return lines;
    }

    private static void AddDates(List<string> lines, string name, IReadOnlyList<SeriesDate> dates)
    {
        var line = new StringBuilder();
        string? open = null;
        foreach (var date in dates)
        {
            var head = name + Parameters(date) + ":";
            if (head == open)
            {
                line.Append(',').Append(Value(date));
                continue;
            }
            if (open is not null)
                lines.Add(line.ToString());
            line.Clear().Append(open = head).Append(Value(date));
        }
        if (open is not null)
            lines.Add(line.ToString());
    }

    private static string Parameters(SeriesDate date) =>
        (date.OwnDuration is not null ? ";VALUE=PERIOD" : date.Form == SeriesDateForm.Date ? ";VALUE=DATE" : "")
        + (date.Zone is { } zone ? ";TZID=" + zone.Id : "");

    private static string Value(SeriesDate date)
    {
        if (date.Form == SeriesDateForm.Date)
            return TimeText.Date(date.Value.Date);
        var time = TimeText.DateTime(date.Value) + (date.Form == SeriesDateForm.Utc ? "Z" : "");
        return date.OwnDuration is { } duration ? time + "/" + DurationText.Write(duration) : time;
    }
}
