using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Materialises the notifications that have come within the horizon since their events were projected.</summary>
internal sealed class ExtendHorizon(StorageSet storage, DomainRules rules, ReadRange read, ProjectEvent project, DueNews news) : IChore
{
    private const int PageSize = 500;

    public TimeSpan Rest => TimeSpan.FromHours(6);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        for (CalendarId? after = null; ;)
        {
            var page = await storage.Calendars.ListAll(after, PageSize, stopping);
            foreach (var calendar in page.Items.Where(calendar => calendar.Deleted is null)) await Extend(calendar, now, stopping);
            if (!page.HasMore) return;
            after = page.Items[^1].Id;
        }
    }

    private async Task Extend(Calendar calendar, Instant now, CancellationToken stopping)
    {
        var isNew = false;
        var ids = await FindEvents(calendar, now, stopping);
        foreach (var batch in ids.Chunk(PageSize))
        {
            foreach (var @event in await storage.Events.FindMany(calendar.Id, batch, stopping))
            {
                var settings = await storage.Events.ReadReminders(calendar.Id, @event.Id, stopping);
                var due = await project.Notify(new ProjectionSource(@event, calendar, settings), now, stopping);
                if (due.IsEmpty) continue;
                await storage.Notifications.Add(due, stopping);
                isNew = true;
            }
        }
        if (isNew) news.Tell();
    }

    /// <summary>Events with an occurrence that somebody may want to be reminded of within the horizon.</summary>
    private async Task<HashSet<EventId>> FindEvents(Calendar calendar, Instant now, CancellationToken stopping)
    {
        var reach = ProjectionWindow.NotificationHorizon + Duration.FromMinutes(rules.Limits.ReminderMinutes) + Duration.FromDays(2);
        var query = new RangeQuery(calendar, now, now + reach) { Limit = PageSize };
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
