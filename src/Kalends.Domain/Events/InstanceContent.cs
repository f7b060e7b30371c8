using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events;

/// <summary>An instance of a series as it is shown.</summary>
internal static class InstanceContent
{
    /// <summary>The master's content at a recurrence id, with override and answers, and without a recurrence.</summary>
    internal static EventContent Of(Event @event, EventSeries series, EventTime id)
    {
        var master = @event.Content;
        var changes = @event.OverrideAt(id) ?? new Override(id);
        var start = changes.Start ?? id;
        return new EventContent
        {
            Title = changes.Title ?? master.Title,
            Description = changes.Description ?? master.Description,
            Location = changes.Location ?? master.Location,
            Start = start,
            End = changes.End ?? series.EndAfter(start),
            Status = changes.Status ?? master.Status,
            Transparency = changes.Transparency ?? master.Transparency,
            Visibility = changes.Visibility ?? master.Visibility,
            Attendees = Attendees(@event, changes),
            Carried = changes.Carried,
        };
    }

    /// <summary>The attendees of the instance, each with the answer that counts for it.</summary>
    internal static ImmutableArray<Attendee> Attendees(Event @event, Override changes) =>
        [.. (changes.Attendees ?? @event.Content.Attendees)
            .Select(attendee => attendee with { Response = @event.AnswerTo(changes.OriginalStart, attendee.Email) ?? attendee.Response })];
}
