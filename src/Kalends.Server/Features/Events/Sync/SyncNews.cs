using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>What a device is told.</summary>
/// <param name="Calendars">All that it may have copies of, and those that it may not any more.</param>
/// <param name="Changes">Events as they are now, in each calendar by their last change.</param>
/// <param name="Cursor">For the next round.</param>
/// <param name="HasMore">Whether the next round has more of the same at once.</param>
internal sealed record SyncNews(ImmutableArray<CalendarNews> Calendars, ImmutableArray<EventNews> Changes, string Cursor, bool HasMore);

/// <summary>A calendar of a device.</summary>
/// <param name="Id">Which.</param>
/// <param name="State"><c>current</c>; <c>reset</c>: drop the copy, what follows is all of it; <c>gone</c>: drop the copy.</param>
/// <param name="View">As the caller sees it; null where it is gone.</param>
internal sealed record CalendarNews(CalendarId Id, string State, CalendarView? View);

/// <summary>An event in a calendar's feed; one that is not live has left it.</summary>
internal sealed record EventNews(Event Event, CalendarView View, Caller Caller);

/// <summary>A round's answer.</summary>
internal sealed record SyncAnswer(SyncDevice Device, Instant Now, ImmutableArray<AnsweredOperation> Operations, SyncNews News)
{
    public required UserId User { get; init; }
}
