using System.Collections.Immutable;
using Kalends.Domain.Time;
using Kalends.Recurrence;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Moves the dates of a recurrence (RDATE, EXDATE) along with the start of their series. Rules are not rewritten.</summary>
/// <param name="before">The start that the dates belong to.</param>
/// <param name="shift">How the start moves.</param>
internal sealed class DateShift(SeriesStart before, WallShift shift)
{
    // So near to the ends of the calendar, a wall time of one zone may lie outside in another.
    private static readonly LocalDateTime FirstSafe = new(1, 1, 3, 0, 0), LastSafe = new(9999, 12, 30, 0, 0);
    private static readonly long Last = Instant.MaxValue.ToUnixTimeSeconds();

    /// <summary>The dates in their new places; those that would leave the years 0001 to 9999 are gone.</summary>
    internal ImmutableArray<SeriesDate> Apply(IEnumerable<SeriesDate> dates) =>
        shift.IsNone ? [.. dates] : [.. dates.Select(Apply).OfType<SeriesDate>()];

    private SeriesDate? Apply(SeriesDate date)
    {
        if (IdOf(date) is not { } id || shift.Apply(id) is not { } moved) return null;
        // A day of a timed series stands for its instance of that day, which may come to lie on the day before or after.
        if (date.Form == SeriesDateForm.Date) return new SeriesDate(moved.Local.Date.AtMidnight(), SeriesDateForm.Date);
        var isSafe = moved.Local >= FirstSafe && moved.Local < LastSafe;
        if (isSafe && !shift.ChangesKind && !shift.ChangesZone) return date.ShiftedBy(shift.Amount, before);
        // A value written for another zone or kind of start says nothing any more but its place in the series.
        return moved.IsDay
            ? new SeriesDate(moved.Local.Date.AtMidnight(), SeriesDateForm.Date)
            : new SeriesDate(moved.Local, SeriesDateForm.Local, OwnDuration: date.OwnDuration);
    }

    /// <summary>Null where the wall time is of the year 10000.</summary>
    private EventTime? IdOf(SeriesDate date)
    {
        var at = date.ReadIn(before);
        if (at.ToUnixTimeSeconds() + before.Zone.GetUtcOffset(at).Seconds > Last) return null;
        var local = at.InZone(before.Zone).LocalDateTime;
        return before.IsDate ? new EventTime.Day(local.Date) : new EventTime.Moment(local, before.Zone.Id);
    }
}
