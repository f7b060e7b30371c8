using System.Collections.Immutable;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Redis.Copies;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>What calendars' partitions say of themselves, read in one request, or none where this process has a copy.</summary>
internal sealed class CalendarWords(CassandraDatabase database, PartitionReader partitions, ICopies copies)
{
    private const string Name = "word";

    public async ValueTask<CalendarWord> Read(CalendarId calendar, CancellationToken cancellation) =>
        (await copies.Read(new CopyKey(Topic.EventsOf(calendar), Name), end => Load(calendar, end), cancellation))!;

    /// <summary>Another word was heard since.</summary>
    public void Drop(CalendarId calendar) => copies.Drop(Topic.EventsOf(calendar));

    private async ValueTask<CalendarWord?> Load(CalendarId calendar, CancellationToken cancellation)
    {
        CqlResult rows = await partitions.Read(calendar, database.Bind(CalendarRows.SelectPending).Value(calendar.Value), cancellation);
        if (rows.Count == 0) return CalendarWord.Nothing;
        return new CalendarWord(PartitionHead.Of(rows), CalendarLedger.Decode(rows[0].Get<byte[]>("ledger")))
        {
            Unprojected = [.. rows.Select(row => new RowKey(RowKind.Pending, row.Get<byte[]>("id")!)).Where(key => !key.IsEnd).Select(key => key.Event)],
        };
    }
}

/// <summary>A partition at one version.</summary>
internal sealed record CalendarWord(PartitionHead Head, CalendarLedger Ledger)
{
    /// <summary>Of a calendar that has had no events.</summary>
    public static CalendarWord Nothing { get; } = new(PartitionHead.None, CalendarLedger.Empty);

    /// <summary>Events changed after their projection.</summary>
    public ImmutableArray<EventId> Unprojected { get; init; } = [];
}
