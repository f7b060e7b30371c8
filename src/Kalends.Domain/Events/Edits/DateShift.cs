using System.Collections.Immutable;
using Kalends.Domain.Time;
using Kalends.Recurrence;

namespace Kalends.Domain.Events.Edits;

/// <summary>Moves the dates of a recurrence (RDATE, EXDATE) along with the start of their series. Rules are not rewritten.</summary>
/// <param name="before">The start that the dates belong to.</param>
/// <param name="shift">How the start moves.</param>
internal sealed class DateShift(SeriesStart before, WallShift shift)
{
    /// <summary>The dates in their new places; those that would leave the years 0001 to 9999 are gone.</summary>
    internal ImmutableArray<SeriesDate> Apply(IEnumerable<SeriesDate> dates) =>
        shift.IsNone ? [.. dates] : [.. dates.Select(Apply).OfType<SeriesDate>()];

    private SeriesDate? Apply(SeriesDate date)
    {
        if (shift.Apply(IdOf(date)) is not { } moved) return null;
        if (!shift.ChangesKind && !shift.ChangesZone) return date.ShiftedBy(shift.Amount, before);
        // A value written for another zone or kind of start says nothing any more but its place in the series.
        return moved.IsDay || date.Form == SeriesDateForm.Date
            ? new SeriesDate(moved.Local.Date.AtMidnight(), SeriesDateForm.Date)
            : new SeriesDate(moved.Local, SeriesDateForm.Local, OwnDuration: date.OwnDuration);
    }

    private EventTime IdOf(SeriesDate date)
    {
        var local = date.ReadIn(before).InZone(before.Zone).LocalDateTime;
        return before.IsDate ? new EventTime.Day(local.Date) : new EventTime.Moment(local, before.Zone.Id);
    }
}
