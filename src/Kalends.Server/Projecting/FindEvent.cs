using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>An event and the calendar it lies in, with the caller's grant on that.</summary>
internal sealed record FoundEvent(Event Event, CalendarView View);

/// <summary>Finds an event by its id alone, across moves, finished or not.</summary>
internal sealed class FindEvent(StorageSet storage, FinishMove finishMove)
{
    private const int MostMoves = 100;

    /// <summary>The event where it lies now, in the trash too; null where there is none, or its calendar is gone.</summary>
    public async ValueTask<FoundEvent?> Run(EventId id, UserId caller, Instant now, CancellationToken cancellation)
    {
        if (await storage.Events.Locate(id, cancellation) is not { } calendar) return null;
        var @event = await storage.Events.Find(calendar, id, cancellation);
        for (var moves = 0; @event is { MovedTo: not null }; moves++)
        {
            if (moves == MostMoves) throw new InvalidOperationException($"The tombstones of event {id} lead in a circle.");
            @event = await finishMove.Run(@event, now, cancellation);
        }
        if (@event is null) return null;
        return await storage.Calendars.Find(@event.CalendarId, caller, cancellation) is { } view ? new FoundEvent(@event, view) : null;
    }
}
