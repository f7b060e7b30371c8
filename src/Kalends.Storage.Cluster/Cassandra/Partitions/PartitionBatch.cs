using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>A calendar's partition as it was read to be changed.</summary>
internal sealed record PartitionBefore(CalendarId Calendar, PartitionHead Head, CalendarLedger Ledger);

/// <summary>An event before and after a change; null where it is not there.</summary>
internal sealed record EventStep(EventId Id, EventState? Old, EventState? Next)
{
    /// <summary>Its document's cell; null where that stays.</summary>
    public byte[]? Document { get; init; }
}

/// <summary>One change of a calendar's partition: every row of it is written, if the version is still the one that was read.</summary>
internal sealed class PartitionBatch(CassandraDatabase database, PartitionBefore before)
{
    private static readonly RowKind[] Listed = [RowKind.Feed, RowKind.Series, RowKind.Trash, RowKind.Pending];
    private static readonly byte[] Present = [1];

    private readonly List<CqlStatement> statements = [];
    private CalendarLedger ledger = before.Ledger;

    /// <summary>The version this makes.</summary>
    public long Version => before.Head.Version + 1;

    public CalendarId Calendar => before.Calendar;

    public long Head { get; set; } = before.Head.Head;

    public long Floor { get; set; } = before.Head.Floor;

    /// <summary>The sums that this makes.</summary>
    public CalendarLedger Ledger => ledger;

    public void Put(RowKey key, byte[] state) =>
        statements.Add(database.Bind(CalendarRows.PutState).Value(state).Place(Calendar, key));

    public void Delete(RowKey key) => statements.Add(database.Bind(CalendarRows.Delete).Place(Calendar, key));

    /// <summary>Writes all rows of an event that differ between two states of it.</summary>
    public void Replace(EventStep step)
    {
        (EventId id, EventState? old, EventState? next) = step;
        ledger = ledger.Replace(old, next);
        RowKey key = RowKey.Of(RowKind.Event, id);
        if (next is null) Forget(id);
        else if (step.Document is not { } document) Put(key, next.Encode());
        else statements.Add(database.Bind(CalendarRows.PutRow).Value(next.Encode()).Value(document).Place(Calendar, key));
        if (old?.Sequence != next?.Sequence)
        {
            if (old is not null) Delete(RowKey.Feed(old.Sequence, id));
            if (next is not null) Put(RowKey.Feed(next.Sequence, id), Present);
        }
        List(RowKey.Of(RowKind.Series, id), old is { IsLive: true, IsSeries: true }, next is { IsLive: true, IsSeries: true });
        List(RowKey.Of(RowKind.Trash, id), old is { IsTrash: true }, next is { IsTrash: true });
        List(RowKey.Of(RowKind.Pending, id), old is { IsUnprojected: true }, next is { IsUnprojected: true });
    }

    /// <param name="change">What the witness of this version will say.</param>
    public CqlBatch Build(Guid change)
    {
        CqlBatch batch = CqlBatch.Unlogged().Add(before.Head.Version == 0 ? Begin() : Advance());
        foreach (CqlStatement statement in statements) batch.Add(statement);
        return batch.Add(database.Bind(CalendarRows.PutState).Value(change.ToByteArray()).Place(Calendar, RowKey.Witness(Version)));
    }

    private CqlStatement Begin()
    {
        foreach (RowKind kind in Listed) Put(RowKey.End(kind), Present);
        return database.Bind(CalendarRows.Begin).Value(Calendar.Value).Value(Version).Value(Head).Value(Floor).Value(ledger.Encode());
    }

    private CqlStatement Advance() => database.Bind(CalendarRows.Advance)
        .Value(Version).Value(Head).Value(Floor).Value(ledger.Encode()).Value(Calendar.Value).Value(before.Head.Version);

    private void List(RowKey key, bool was, bool isNow)
    {
        if (was && !isNow) Delete(key);
        if (isNow && !was) Put(key, Present);
    }

    private void Forget(EventId id)
    {
        foreach (RowKind kind in new[] { RowKind.Event, RowKind.History, RowKind.Reminder })
            statements.Add(database.Bind(CalendarRows.DeleteOfId)
                .Value(Calendar.Value).Value((int)kind).Value(RowKey.Of(kind, id).Id));
    }
}
