using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.Storage;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>
/// The second half of a move: a departed event arrives in its target, with its history and everybody's reminders. Whoever meets a
/// tombstone may do it, any number of times.
/// </summary>
internal sealed class FinishMove(StorageSet storage, DomainRules rules, CommitEvents commit)
{
    private const int PageSize = 250;
    private const int Attempts = 8;

    /// <summary>The event as the target holds it, which may be a tombstone again; null where the target is gone for good.</summary>
    public async Task<Event?> Run(Event departed, Instant now, CancellationToken cancellation)
    {
        var target = departed.MovedTo ?? throw new ArgumentException("Only a departed event can arrive.", nameof(departed));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var there = await storage.Events.Find(target, departed.Id, cancellation);
            if (MoveEvent.Arrive(departed, [], there) is null) return await Close(departed, there, now, cancellation);
            if (await storage.Calendars.Find(target, default, cancellation) is not { Calendar: var calendar })
                return await Close(departed, null, now, cancellation);
            var history = await ReadHistory(departed, cancellation);
            if (MoveEvent.Arrive(departed, history, there) is not { } arrival) continue;
            var write = new EventWrite(calendar, [arrival])
            {
                Reminders = await storage.Events.ReadReminders(departed.CalendarId, departed.Id, cancellation),
                MayOverfill = true,
            };
            if (await commit.Run(write, now, cancellation) is CommitResult.Committed)
                return await Close(departed, arrival.After, now, cancellation);
        }
        throw new StorageException("A move was overtaken again and again.");
    }

    /// <summary>
    /// The source has nothing more to show or to do: until this, it counts as unprojected, and the worker would take it up.
    /// </summary>
    private async Task<Event?> Close(Event departed, Event? arrived, Instant now, CancellationToken cancellation)
    {
        await storage.Occurrences.Apply(
            new Projection
            {
                CalendarId = departed.CalendarId,
                EventId = departed.Id,
                Generation = departed.Revision,
                Tzdb = rules.TzdbVersion,
                Window = null,
                Occurrences = [],
                NotifiedFrom = now,
            },
            cancellation);
        return arrived;
    }

    private async Task<ImmutableArray<HistoryEntry>> ReadHistory(Event departed, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        for (long? before = null; ;)
        {
            var page = await storage.Events.ReadHistory(departed.CalendarId, departed.Id, before, PageSize, cancellation);
            entries.AddRange(page.Items);
            if (!page.HasMore) return entries.ToImmutable();
            before = page.Items[^1].Version;
        }
    }
}
