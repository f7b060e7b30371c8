using System.Collections.Frozen;
using System.Globalization;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Server.Delivery.Wording;

/// <summary>Times as a reader writes them: in the reader's zone and language, with 12 or 24 hours.</summary>
internal sealed class ReaderClock(string locale, DateTimeZone zone)
{
    /// <summary>Where people mostly say 3 PM (CLDR, timeData: preferred h).</summary>
    private static readonly FrozenSet<string> TwelveHours =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "US", "CA", "AU", "NZ", "IN", "PK", "BD", "PH", "MY", "EG", "SA", "JO", "CO", "KR");

    private readonly Language language = Language.For(locale);

    /// <summary>Day and times: <c>Monday, 2 March 2026, 09:00–09:15</c>; the zone is named where the event means another one.</summary>
    public string When(Occurrence occurrence)
    {
        var times = occurrence.Times;
        if (occurrence.Face.StartZone is null) return Days(times);
        var (start, end) = (times.Start.InZone(zone), times.End.InZone(zone));
        var when = $"{language.Day(start.Date)}, {Time(start.TimeOfDay)}";
        if (times.End > times.Start)
            when += start.Date == end.Date ? $"–{Time(end.TimeOfDay)}" : $" – {language.Day(end.Date)}, {Time(end.TimeOfDay)}";
        return start.Offset == times.StartOffset ? when : $"{when} ({zone.Id})";
    }

    /// <summary>As short as a text message wants it: <c>09:00</c>, or nothing for whole days.</summary>
    public string Short(Occurrence occurrence) => occurrence.Face.StartZone is null ? language.AllDay : Time(occurrence.Times.Start.InZone(zone).TimeOfDay);

    public string Day(Instant at) => language.Day(at.InZone(zone).Date);

    private string Days(OccurrenceTimes times)
    {
        var first = times.Start.WithOffset(times.StartOffset).Date;
        var last = times.End.WithOffset(times.EndOffset).Date.PlusDays(-1);
        return first >= last ? $"{language.Day(first)}, {language.AllDay}" : $"{language.Day(first)} – {language.Day(last)}";
    }

    private string Time(LocalTime time) => TwelveHours.Contains(Region())
        ? string.Create(CultureInfo.InvariantCulture, $"{(time.Hour + 11) % 12 + 1}:{time.Minute:D2} {(time.Hour < 12 ? "AM" : "PM")}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour:D2}:{time.Minute:D2}");

    /// <summary>The region of the tag: its two-letter subtag that is not the first. Plain English is American.</summary>
    private string Region()
    {
        var subtags = locale.Split('-');
        return subtags.Skip(1).FirstOrDefault(subtag => subtag.Length == 2) ?? (subtags[0].Equals("en", StringComparison.OrdinalIgnoreCase) ? "US" : "");
    }
}
