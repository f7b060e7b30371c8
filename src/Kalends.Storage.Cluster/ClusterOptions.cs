using System.Collections.Immutable;

namespace Kalends.Storage.Cluster;

/// <summary>The servers of a cluster set.</summary>
public sealed record ClusterOptions
{
    /// <summary>What lies by user. At least one.</summary>
    public required ImmutableArray<MySqlServerOptions> MySql { get; init; }

    /// <summary>What lies by calendar.</summary>
    public required CassandraOptions Cassandra { get; init; }

    /// <summary>
    /// Where Redis is, which keeps pages that were read before, recalls copies and carries news between processes:
    /// <c>host:6379,password=…</c>; the same in all processes, or none in any. Without one, every question goes to the databases, and each process
    /// learns of others' changes only when it looks.
    /// </summary>
    public string? Redis { get; init; }
}
