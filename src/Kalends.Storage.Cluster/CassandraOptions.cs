using System.Collections.Immutable;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster;

/// <summary>The Cassandra cluster that keeps events.</summary>
public sealed record CassandraOptions
{
    private const int LeastRowsInOnePiece = 100_000;

    /// <summary>Addresses or host names to start from.</summary>
    public required ImmutableArray<string> ContactPoints { get; init; }

    /// <summary>Where the nodes take CQL.</summary>
    public int Port { get; init; } = 9042;

    /// <summary>Made if it is not there.</summary>
    public string Keyspace { get; init; } = "kalends";

    /// <summary>The datacenter to send requests to; without one, that of the first contact point that answers.</summary>
    public string? Datacenter { get; init; }

    /// <summary>Copies of every row, of a keyspace that this program makes.</summary>
    public int ReplicationFactor { get; init; } = 3;

    /// <summary>Null where the cluster asks for none.</summary>
    public string? User { get; init; }

    /// <summary>Null where the cluster asks for none.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the nodes are reached by TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The number of the first of the shards into which lists over all calendars are cut.</summary>
    public int FirstShard { get; init; }

    /// <summary>How many shards there are; never changed once there are calendars.</summary>
    public int ShardCount { get; init; } = 256;

    /// <summary>Into how many parts the users are cut for the delivery of notifications; never changed either.</summary>
    public int NotificationSlices { get; init; } = 16;

    /// <summary>How many events a calendar may hold.</summary>
    public CalendarRoom Room { get; init; } = new();

    /// <summary>About how many bytes of events a calendar may hold; partitions much above 100 MB make every server of theirs slow.</summary>
    public long MostCalendarBytes { get; init; } = 100_000_000;

    /// <summary>
    /// How many rows an answer may have that is read in one piece, since only within one answer do they belong to one moment: a full
    /// calendar's list of events whose occurrences are not yet worked out, and more.
    /// </summary>
    internal int RowsInOnePiece => (int)Math.Min(int.MaxValue, Math.Max(LeastRowsInOnePiece, 2L * Room.MostEvents));

    /// <summary>How many rows are asked for at once where they need not be of one moment.</summary>
    internal int RowsAtOnce { get; init; } = 5_000;
}
