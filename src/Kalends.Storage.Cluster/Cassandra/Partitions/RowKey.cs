using System.Buffers.Binary;
using Kalends.Cql;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>What a row of a calendar's partition is. Stored as numbers: none is ever used again.</summary>
internal enum RowKind
{
    /// <summary>An event: its state and its document. The id is the event's.</summary>
    Event = 1,

    /// <summary>The place of an event's last change: sequence, then event.</summary>
    Feed = 2,

    /// <summary>A live series, by event.</summary>
    Series = 3,

    /// <summary>An event in the trash, by event.</summary>
    Trash = 4,

    /// <summary>An event whose occurrences are of an earlier revision, by event.</summary>
    Pending = 5,

    /// <summary>Where the entry of one version lies; the id is the event's, the sub key the version.</summary>
    History = 6,

    /// <summary>A user's reminders on an event; the id is the event's, the sub key the user.</summary>
    Reminder = 7,

    /// <summary>The same, by user, then event.</summary>
    UserReminder = 8,

    /// <summary>Which change made a version of the partition; the last thousand are known.</summary>
    Witness = 9,

    /// <summary>The events of one iCalendar UID; the id is the UID's hash.</summary>
    Uid = 10,
}

/// <summary>A row's place in a calendar's partition. Ids are compared as bytes, so numbers lie in network order.</summary>
internal readonly record struct RowKey(RowKind Kind, byte[] Id, long Sub = 0)
{
    private const int Witnesses = 1024;
    private const int IdentifierSize = 16;
    private const int LongestId = 25;

    public static readonly CqlCodec<IReadOnlyList<RowKey>> Codec = CqlCodec.ListOf(CqlCodec.Fields<RowKey>(
        row => new RowKey((RowKind)row.Get<int>(0), row.Get<byte[]>(1)!, row.Get<long>(2)),
        (values, key) => values.Value((int)key.Kind).Value(key.Id).Value(key.Sub)));

    /// <summary>
    /// Behind all others of its kind, and always there: who reads to the end of a kind gets it, and with it the partition's columns, which
    /// Cassandra only gives along with a row.
    /// </summary>
    public static RowKey End(RowKind kind) => new(kind, [.. Enumerable.Repeat(byte.MaxValue, LongestId)]);

    public static RowKey Of(RowKind kind, EventId @event) => new(kind, @event.Value.ToByteArray(bigEndian: true));

    public static RowKey Feed(long sequence, EventId @event) => new(RowKind.Feed, Join(sequence, @event));

    public static RowKey UserReminder(UserId user, EventId @event) => new(RowKind.UserReminder, Join(user.Value, @event));

    /// <summary>Before every reminder of the user, and behind those of the one before.</summary>
    public static byte[] BeforeUser(long user)
    {
        byte[] id = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(id, user);
        return id;
    }

    public static RowKey Witness(long version)
    {
        byte[] id = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(id, (ushort)(version % Witnesses));
        return new RowKey(RowKind.Witness, id);
    }

    /// <summary>Behind every feed row of the sequence and before the next.</summary>
    public static byte[] AfterSequence(long sequence)
    {
        byte[] id = End(RowKind.Feed).Id;
        BinaryPrimitives.WriteInt64BigEndian(id, sequence);
        return id;
    }

    public bool IsEnd => Id.Length == LongestId;

    /// <summary>The event at the end of the id.</summary>
    public EventId Event => new(new Guid(Id.AsSpan(Id.Length - IdentifierSize), bigEndian: true));

    /// <summary>The number before the event.</summary>
    public long Number => BinaryPrimitives.ReadInt64BigEndian(Id);

    private static byte[] Join(long number, EventId @event)
    {
        byte[] id = new byte[sizeof(long) + IdentifierSize];
        BinaryPrimitives.WriteInt64BigEndian(id, number);
        @event.Value.TryWriteBytes(id.AsSpan(sizeof(long)), bigEndian: true, out _);
        return id;
    }
}
