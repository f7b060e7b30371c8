using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Cassandra.Events;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Occurrences;

/// <summary>Finds events that are to be projected, or whose followers are missing, among the work listed.</summary>
internal sealed class UnprojectedEvents(EventRows events, WorkRows work)
{
    public async Task<ImmutableArray<ProjectionDue>> Find(WorkShard shard, int limit, CancellationToken cancellation)
    {
        var due = new HashSet<ProjectionDue>();
        await foreach (var listed in work.Read(shard, cancellation))
        {
            foreach (var calendar in listed.GroupBy(item => item.Calendar))
            {
                await AddFrom(calendar.Key, [.. calendar], due, cancellation);
                if (due.Count >= limit) return [.. due.Take(limit)];
            }
        }
        return [.. due];
    }

    private async Task AddFrom(
        CalendarId calendar, ImmutableArray<Work> listed, HashSet<ProjectionDue> due, CancellationToken cancellation)
    {
        var states = await events.FindStates(calendar, [.. listed.Select(item => item.Event)], cancellation);
        foreach (Work item in listed)
        {
            // An entry without its event, or of a later revision, may belong to a change that is under way.
            if (states.GetValueOrDefault(item.Event) is not { } state || state.Revision < item.Revision) continue;
            if (state.Revision == item.Revision) due.Add(new ProjectionDue(calendar, item.Event));
            else await work.Remove(item);
        }
    }
}
