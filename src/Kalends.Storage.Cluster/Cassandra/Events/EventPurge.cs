using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Cluster.Cassandra.Partitions;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>Forgets events for good: their rows at once, then what the rows pointed at.</summary>
internal sealed class EventPurge(PartitionWriter partitions, PurgeSources sources)
{
    private const int EventsAtOnce = 20;

    /// <summary>Forgets the event, if the stored revision is the given.</summary>
    public Task Run(Event @event, CancellationToken cancellation) => Forget(@event.CalendarId, [@event], cancellation);

    /// <summary>Forgets some of the calendar; true when nothing is left.</summary>
    public async Task<bool> Run(CalendarId calendar, CancellationToken cancellation)
    {
        CqlResult rows = await sources.Partitions.Read(calendar, sources.Database.Bind(CalendarRows.SelectKind)
            .Value(calendar.Value).Value((int)RowKind.Event).Value(Array.Empty<byte>()).Value(EventsAtOnce), cancellation);
        var found = await sources.Events.FindMany(calendar, [.. rows.Select(row => row.Key().Event)], cancellation);
        if (found.Count > 0) await Forget(calendar, [.. found.Values.Select(stored => stored.Event)], cancellation);
        if (rows.Count == EventsAtOnce) return false;
        await ForgetPartition(calendar, cancellation);
        return true;
    }

    private async Task Forget(CalendarId calendar, ImmutableArray<Event> events, CancellationToken cancellation)
    {
        var belongings = await Task.WhenAll(events.Select(@event => ReadBelongings(@event, cancellation)));
        Gone gone = await partitions.Change(calendar, () => Judge(calendar, belongings, cancellation), cancellation);
        foreach (Belongings one in belongings)
            if (gone.States.TryGetValue(one.Event.Id, out EventState? state)) await Clear(one, state, gone.Version);
    }

    private async Task<PartitionStep<Gone>> Judge(
        CalendarId calendar, Belongings[] belongings, CancellationToken cancellation)
    {
        var events = belongings.Select(one => one.Event);
        var keys = new ChangeKeys(calendar, events.Select(@event => @event.Id), events.Select(@event => @event.ICalUid));
        var (before, states, uids) = await sources.Events.ReadForChange(keys, cancellation);
        var batch = new PartitionBatch(sources.Database, before);
        var gone = new Dictionary<EventId, EventState>();
        foreach (Belongings one in belongings)
        {
            if (states.GetValueOrDefault(one.Event.Id) is not { } state || state.Revision != one.Event.Revision) continue;
            gone.Add(one.Event.Id, state);
            batch.Floor = Math.Max(batch.Floor, state.Sequence);
            batch.Replace(new EventStep(one.Event.Id, state, Next: null));
            uids.Remove(one.Event);
            foreach (ReminderSetting setting in one.Reminders) ReminderRows.Set(batch, setting with { Minutes = null });
        }
        uids.WriteTo(batch);
        return new PartitionStep<Gone>(before.Head, new Gone(gone, batch.Version), gone.Count > 0 ? batch : null);
    }

    private async Task<Belongings> ReadBelongings(Event @event, CancellationToken cancellation) => new(
        @event,
        await sources.History.ReadPointers(@event.CalendarId, @event.Id, cancellation),
        await sources.Reminders.Read(@event.CalendarId, @event.Id, cancellation));

    private async Task Clear(Belongings gone, EventState state, long version)
    {
        (CalendarId calendar, EventId id) = (gone.Event.CalendarId, gone.Event.Id);
        var nothing = new Projection
        {
            CalendarId = calendar, EventId = id, Generation = state.Revision, Tzdb = "", Window = null, Occurrences = [],
        };
        await Task.WhenAll(
            sources.Locations.Remove(gone.Event, CancellationToken.None),
            sources.Trail.Followers.Follow(nothing, state, version),
            sources.Trail.Work.RemoveOf(calendar, id),
            state.GoneAt is { } at ? sources.Expiring.Remove(new Expiring(calendar, id, at)) : Task.CompletedTask,
            sources.Documents.Delete([.. gone.History, .. state.LargeDocument is { } large ? [large] : Array.Empty<Guid>()], CancellationToken.None));
        if (state.Projected is { } seen) await sources.Buckets.Sweep(calendar, id, seen, CancellationToken.None);
    }

    private async Task ForgetPartition(CalendarId calendar, CancellationToken cancellation)
    {
        CqlResult pending = await sources.Partitions.Read(
            calendar, sources.Database.Bind(CalendarRows.SelectPending).Value(calendar.Value), cancellation);
        if (pending.Count == 0) return;
        MonthRanges months = CalendarLedger.Decode(pending[0].Get<byte[]>("ledger")).Months;
        await sources.Buckets.Clear(calendar, [.. months.Within(int.MinValue, int.MaxValue), Buckets.LongSpans], cancellation);
        CqlResult written = await sources.Database.Run(
            sources.Database.Bind(CalendarRows.SelectWriteTime).Value(calendar.Value), cancellation);
        await sources.Database.Run(
            sources.Database.Bind(CalendarRows.DeleteAll).Value(written[0].Get<long>(0) + 1).Value(calendar.Value), cancellation);
    }

    /// <summary>An event with what has to be known of it before its rows are gone.</summary>
    private sealed record Belongings(Event Event, ImmutableArray<Guid> History, ImmutableArray<ReminderSetting> Reminders);

    /// <summary>The events that were forgotten, as they were, and the version of the partition without them.</summary>
    private sealed record Gone(IReadOnlyDictionary<EventId, EventState> States, long Version);
}
