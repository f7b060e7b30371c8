using Kalends.Domain.Calendars;
using Kalends.Domain.Notifications;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>
/// Materialises the notifications that have come within the horizon since their events were projected. After a time without workers that is
/// longer than the horizon, also what fell due in it and is still of use.
/// </summary>
internal sealed class ExtendHorizon(StorageSet storage, ReadRange read, ProjectEvent project, HorizonReach reach, DueNews news) : IChore
{
    private const int PageSize = 500;

    public TimeSpan Rest => TimeSpan.FromHours(6);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        var missed = await reach.FindMissed(now, stopping);
        for (CalendarId? after = null; ;)
        {
            var page = await storage.Calendars.ListAll(after, PageSize, stopping);
            foreach (var calendar in page.Items.Where(calendar => calendar.Deleted is null)) await Extend(calendar, missed, stopping);
            if (!page.HasMore) break;
            after = page.Items[^1].Id;
        }
        await reach.Save(now, stopping);
    }

    private async Task Extend(Calendar calendar, Interval missed, CancellationToken stopping)
    {
        var isNew = false;
        var ids = await FindEvents(calendar, missed.End, stopping);
        foreach (var batch in ids.Chunk(PageSize))
        {
            foreach (var @event in await storage.Events.FindMany(calendar.Id, batch, stopping))
            {
                var settings = await storage.Events.ReadReminders(calendar.Id, @event.Id, stopping);
                var source = new ProjectionSource(@event, calendar, settings);
                var late = await project.NotifyLate(source, missed, stopping);
                var due = late.AddRange(await project.Notify(source, missed.End, stopping));
                if (due.IsEmpty) continue;
                await storage.Notifications.Add(due, stopping);
                isNew = true;
            }
        }
        if (isNew) news.Tell();
    }

    /// <summary>Events with an occurrence that somebody may want to be reminded of within the horizon, or should have been.</summary>
    private async Task<HashSet<EventId>> FindEvents(Calendar calendar, Instant now, CancellationToken stopping)
    {
        var query = new RangeQuery(calendar, now - Usefulness.AfterStart, now + reach.Starts) { Limit = PageSize };
        var found = new HashSet<EventId>();
        while (true)
        {
            var page = await read.Run(query, stopping);
            found.UnionWith(page.Items.Select(occurrence => occurrence.EventId));
            if (!page.HasMore) return found;
            query = query with { After = new OccurrenceKey(page.Items[^1].Times.Start, page.Items[^1].Id) };
        }
    }
}
