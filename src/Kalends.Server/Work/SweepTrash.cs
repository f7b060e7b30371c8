using Kalends.Domain.Calendars;
using Kalends.Server.Features.Calendars;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Forgets events and calendars that have lain in the trash long enough.</summary>
internal sealed class SweepTrash(StorageSet storage) : IChore
{
    private const int PageSize = 250;

    public TimeSpan Rest => TimeSpan.FromHours(1);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        await SweepCalendars(now, stopping);
        while (true)
        {
            var expired = await storage.Events.ReadExpired(now - CalendarTrash.Retention, PageSize, stopping);
            foreach (var @event in expired) await storage.Events.Purge(@event, stopping);
            if (expired.Length < PageSize) return;
        }
    }

    private async Task SweepCalendars(Instant now, CancellationToken stopping)
    {
        for (CalendarId? after = null; ;)
        {
            var page = await storage.Calendars.ListAll(after, PageSize, stopping);
            foreach (var calendar in page.Items.Where(calendar => CalendarTrash.IsOver(calendar, now))) await Forget(calendar, stopping);
            if (!page.HasMore) return;
            after = page.Items[^1].Id;
        }
    }

    /// <summary>The events go first: as long as the calendar is there, this can be taken up again.</summary>
    private async Task Forget(Calendar calendar, CancellationToken stopping)
    {
        while (!await storage.Events.Purge(calendar.Id, stopping)) stopping.ThrowIfCancellationRequested();
        await storage.Calendars.Purge(calendar, stopping);
    }
}
