using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Server.Hosting;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>
/// After the tzdb was replaced: confirms the projections that come out the same, and lists what moves of the others before they are made
/// anew. Dying in between, or working with two, lists a move twice.
/// </summary>
internal sealed class FollowZones(StorageSet storage, DomainRules rules, ZoneData data, MovedList moved)
{
    private readonly Dictionary<string, ZoneUpdate?> updates = [];

    public void Begin()
    {
        data.Keep();
        moved.Begin();
    }

    /// <summary>Those that are to be made anew.</summary>
    public async Task<ImmutableArray<ProjectionDue>> Confirm(List<OutdatedProjection> outdated, Instant now, CancellationToken stopping)
    {
        var due = ImmutableArray.CreateBuilder<ProjectionDue>(outdated.Count);
        var same = ImmutableArray.CreateBuilder<ConfirmedProjection>();
        foreach (var group in outdated.GroupBy(one => one.Due.CalendarId))
        {
            var partition = await Read(group, now, stopping);
            foreach (var one in group)
            {
                if (FindSame(one, partition) is { } confirmed) same.Add(confirmed);
                else due.Add(one.Due);
            }
        }
        if (same.Count > 0) await storage.Occurrences.Confirm(same.ToImmutable(), rules.TzdbVersion, stopping);
        moved.Kept(same.Count);
        return due.ToImmutable();
    }

    public void Report() => moved.Report();

    private async Task<OutdatedCalendar> Read(IGrouping<CalendarId, OutdatedProjection> group, Instant now, CancellationToken stopping)
    {
        var old = group.Where(one => one.Tzdb != rules.TzdbVersion).Select(one => one.Due.EventId).ToList();
        if (old.Count == 0 || await storage.Calendars.Find(group.Key, default, stopping) is not { Calendar: var calendar })
            return new OutdatedCalendar("", [], now);
        var events = await storage.Events.FindMany(group.Key, old, stopping);
        return new OutdatedCalendar(calendar.TimeZone, events.ToDictionary(@event => @event.Id), now);
    }

    private ConfirmedProjection? FindSame(OutdatedProjection one, OutdatedCalendar calendar)
    {
        if (!calendar.Events.TryGetValue(one.Due.EventId, out var @event)) return null;
        if (UpdateFrom(one.Tzdb) is not { } update)
        {
            moved.Renewed();
            return null;
        }
        var window = @event.Content.IsSeries ? ProjectionWindow.Around(calendar.Now) : new Interval(Instant.MinValue, Instant.MaxValue);
        if (update.Touches(@event, calendar.TimeZone, window.End))
        {
            moved.Add(@event, update.Moves(@event, calendar.TimeZone, window));
            return null;
        }
        return one.WindowEnd < ProjectionWindow.DueBefore(calendar.Now) ? null : new ConfirmedProjection(one.Due, @event.Revision);
    }

    private ZoneUpdate? UpdateFrom(string version)
    {
        if (updates.TryGetValue(version, out var known)) return known;
        var earlier = data.FindEarlier(version);
        if (earlier is null) moved.Unknown(version);
        return updates[version] = earlier is null ? null : new ZoneUpdate(rules with { Zones = earlier, TzdbVersion = version }, rules);
    }

    private sealed record OutdatedCalendar(string TimeZone, Dictionary<EventId, Event> Events, Instant Now);
}
