namespace Kalends.Testing.Cluster;

/// <summary>What kind of server a test wants.</summary>
public sealed record MariaDbSettings
{
    /// <summary>Whether a write is on disk before it is acknowledged.</summary>
    public bool SyncsWrites { get; init; }

    /// <summary>Whether it starts read-only.</summary>
    public bool IsReplica { get; init; }

    /// <summary>
    /// Whether a primary acknowledges a write when its replica has it too (semi-synchronous replication), so that a promotion loses nothing.
    /// </summary>
    public bool WaitsForReplica { get; init; }

    /// <summary>Whether every statement goes into the general log.</summary>
    public bool LogsStatements { get; init; }
}
