using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Edits;

/// <summary>From a whole instance to the override that makes it so.</summary>
internal static class InstanceEdit
{
    /// <summary>The members in which the instance differs from the master; null where it differs in none.</summary>
    internal static Override? Difference(EventSeries series, EventContent master, EventTime id, EventContent instance)
    {
        var followsStart = instance.Start == id;
        var hasSeriesLength = instance.Start.IsDay == master.Start.IsDay && instance.End == series.EndAfter(instance.Start);
        var difference = new Override(id)
        {
            Title = instance.Title == master.Title ? null : instance.Title,
            Description = instance.Description == master.Description ? null : instance.Description,
            Location = instance.Location == master.Location ? null : instance.Location,
            Start = followsStart ? null : instance.Start,
            End = hasSeriesLength ? null : instance.End,
            Status = instance.Status == master.Status ? null : instance.Status,
            Transparency = instance.Transparency == master.Transparency ? null : instance.Transparency,
            Visibility = instance.Visibility == master.Visibility ? null : instance.Visibility,
            Attendees = IsSameInvitation(instance.Attendees, master.Attendees) ? null : instance.Attendees,
            Carried = instance.Carried,
        };
        return difference.IsEmpty() ? null : difference;
    }

    internal static bool IsEmpty(this Override changes) => changes == new Override(changes.OriginalStart);

    /// <summary>The overrides with this one in place of the instance's, in order.</summary>
    internal static ImmutableArray<Override> With(this ImmutableArray<Override> overrides, EventTime id, Override? changes) =>
    [
        .. overrides.Where(o => o.OriginalStart != id)
            .Concat(changes is null ? [] : [changes])
            .OrderBy(o => o.OriginalStart.Local),
    ];

    private static bool IsSameInvitation(ImmutableArray<Attendee> some, ImmutableArray<Attendee> others) =>
        some.Select(Invitation).SequenceEqual(others.Select(Invitation));

    /// <summary>What the organiser writes; an answer is no difference.</summary>
    private static Attendee Invitation(Attendee attendee) => attendee with { Response = ResponseStatus.NeedsAction };
}
