using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>
/// Finds calendars whose whole days still lie in an earlier time zone, because a process died between the change and its consequences. After
/// the tzdb was replaced they may lie elsewhere for that alone: then it waits until <see cref="RollForward"/>, which lists what moves, is done.
/// </summary>
internal sealed class MendZones(StorageSet storage, DomainRules rules, RezoneEvents rezone) : IChore
{
    private const int PageSize = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private bool isEarly;

    public TimeSpan Rest => TimeSpan.FromHours(24);

    public Task Wait(TimeProvider clock, CancellationToken stopping) => Task.Delay(isEarly ? Patience : Rest, clock, stopping);

    public async Task Run(Instant now, CancellationToken stopping)
    {
        var ofOtherTzdb = new OutdatedQuery(WorkShard.Whole, Instant.MinValue, rules.TzdbVersion);
        isEarly = !(await storage.Occurrences.ReadOutdated(ofOtherTzdb, limit: 1, stopping)).IsEmpty;
        if (isEarly) return;
        for (CalendarId? after = null; ;)
        {
            var page = await storage.Calendars.ListAll(after, PageSize, stopping);
            foreach (var calendar in page.Items.Where(calendar => calendar.Deleted is null))
            {
                if (await IsLeftBehind(calendar, stopping)) await rezone.Run(calendar, now, stopping);
            }
            if (!page.HasMore) return;
            after = page.Items[^1].Id;
        }
    }

    private async Task<bool> IsLeftBehind(Calendar calendar, CancellationToken stopping)
    {
        var query = new OccurrenceQuery(calendar.Id, Instant.MinValue, Instant.MaxValue) { Limit = PageSize, WithCancelled = true };
        while (true)
        {
            var page = await storage.Occurrences.Read(query, stopping);
            if (page.Items.Any(occurrence => IsElsewhere(occurrence, calendar))) return true;
            if (!page.HasMore) return false;
            query = query with { After = new OccurrenceKey(page.Items[^1].Times.Start, page.Items[^1].Id) };
        }
    }

    private bool IsElsewhere(Occurrence occurrence, Calendar calendar)
    {
        if (occurrence.Face.StartZone is not null) return false;
        var day = new EventTime.Day(occurrence.Times.Start.WithOffset(occurrence.Times.StartOffset).Date);
        return day.Resolve(rules, calendar.TimeZone).At != occurrence.Times.Start;
    }
}
