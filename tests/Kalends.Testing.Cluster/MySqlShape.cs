namespace Kalends.Testing.Cluster;

/// <summary>How the MySQL half of a cluster is laid out.</summary>
public enum MySqlShape
{
    /// <summary>All slots on one server.</summary>
    OneServer,

    /// <summary>Half of the slots on each of two.</summary>
    TwoShards,

    /// <summary>All slots on a Spider front, which has half of them on each of two servers behind it.</summary>
    SpiderFront,
}
