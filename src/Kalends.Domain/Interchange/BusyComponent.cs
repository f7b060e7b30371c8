using Kalends.Domain.Access;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>An occurrence as those see it who may only know that somebody is busy: when, how surely, and nothing else.</summary>
public static class BusyComponent
{
    /// <param name="occurrence">A busy one.</param>
    /// <param name="uid">Says nothing, and is the same each time.</param>
    /// <param name="stamp">Says nothing either: a time that all of them have.</param>
    public static Component Of(Occurrence occurrence, string uid, Instant stamp)
    {
        ArgumentNullException.ThrowIfNull(occurrence);
        var (times, face) = (occurrence.Times, occurrence.Face);
        return Component.Create("VEVENT",
        [
            NewProperty.Text("UID", uid),
            NewProperty.Time("DTSTAMP", Utc(stamp)),
            NewProperty.Time("DTSTART", Time(times.Start, times.StartOffset, face.StartZone)),
            NewProperty.Time("DTEND", Time(times.End, times.EndOffset, face.EndZone)),
            NewProperty.Text("SUMMARY", ShapingEvents.BusyTitle),
            NewProperty.Text("STATUS", ComponentWords.Write(face.Status)),
            NewProperty.Text("TRANSP", "OPAQUE"),
        ]);
    }

    private static DateOrTime Time(Instant at, Offset offset, string? zone) =>
        zone is null ? new DateOrTime.Date(new ResolvedTime(at, offset).Local.Date) : Utc(at);

    private static DateOrTime.Utc Utc(Instant at) => new(at.InUtc().LocalDateTime);
}
