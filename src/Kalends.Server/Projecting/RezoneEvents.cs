using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage;
using Kalends.Storage.Events;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>
/// Moves a calendar's whole days along after it was given another time zone: each event with any is stored as a new revision, which voids
/// its projection. Nothing that people wrote changes, so versions and history stay.
/// </summary>
internal sealed class RezoneEvents(StorageSet storage, CommitEvents commit)
{
    private const int PageSize = 250;

    public async Task Run(Calendar calendar, Instant now, CancellationToken cancellation)
    {
        for (long after = 0; ;)
        {
            var page = await storage.Events.ReadChanges(calendar.Id, after, PageSize, cancellation);
            var events = page.Items.Select(change => change.Event).Where(@event => @event.IsLive && @event.HasDays()).ToList();
            if (!await TryRenew(calendar, events, now, cancellation))
            {
                foreach (var @event in events) await Renew(calendar, @event, now, cancellation);
            }
            if (!page.HasMore) return;
            after = page.Items[^1].Sequence;
        }
    }

    /// <summary>One at a time, where somebody edits at the same time.</summary>
    private async Task Renew(Calendar calendar, Event @event, Instant now, CancellationToken cancellation)
    {
        Event? current = @event;
        while (current is { IsLive: true } && !await TryRenew(calendar, [current], now, cancellation))
            current = await storage.Events.Find(calendar.Id, @event.Id, cancellation);
    }

    private async Task<bool> TryRenew(Calendar calendar, List<Event> events, Instant now, CancellationToken cancellation)
    {
        if (events.Count == 0) return true;
        var settings = ImmutableArray.CreateBuilder<ReminderSetting>();
        foreach (var @event in events) settings.AddRange(await storage.Events.ReadReminders(calendar.Id, @event.Id, cancellation));
        var renewed = events.Select(@event => new EventChange(@event with { Revision = @event.Revision + 1 }, []));
        var write = new EventWrite(calendar, [.. renewed])
        {
            EarlierReminders = settings.ToImmutable(),
            MayOverfill = true,
        };
        return await commit.Run(write, now, cancellation) is CommitResult.Committed;
    }
}

internal static class WholeDays
{
    /// <summary>Whether the calendar's zone decides where the event lies.</summary>
    public static bool HasDays(this Event @event) =>
        @event.Content.Start.IsDay || @event.Overrides.Any(changed => changed.Start is { IsDay: true });
}
