using System.Collections.Immutable;

namespace Kalends.Storage.Cluster;

/// <summary>One MySQL or MariaDB server, or an engine that shards by itself behind one address.</summary>
public sealed record MySqlServerOptions
{
    /// <summary>How the configuration, <c>kalends doctor</c> and <c>kalends shards</c> call it. Never changed: moved slots remember it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Of the primary. Several hosts, separated by commas, are a primary and those that may be promoted; the first that is not read-only
    /// is the primary.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>The slots that a new installation starts with here; later the servers themselves know what they have.</summary>
    public ImmutableArray<SlotRange> Slots { get; init; } = [];

    /// <summary>Connection strings of copies that reads go to which may be a little late.</summary>
    public ImmutableArray<string> ReadReplicas { get; init; } = [];

    /// <summary>Connections that one process opens to each address at most.</summary>
    public int MaxConnections { get; init; } = 32;

    /// <summary>Where this is a Spider front: the servers behind it, in the order of the equal parts of slots that each has.</summary>
    public ImmutableArray<SpiderShardOptions> SpiderShards { get; init; } = [];
}

/// <summary>A server behind a Spider front.</summary>
/// <param name="Name">As the front's CREATE SERVER calls it.</param>
/// <param name="ConnectionString">Straight to it, for schema steps only.</param>
public sealed record SpiderShardOptions(string Name, string ConnectionString);
