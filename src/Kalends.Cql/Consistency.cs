namespace Kalends.Cql;

/// <summary>How many replicas must answer (v4 specification, section 3).</summary>
public enum Consistency
{
    /// <summary>A write is kept somewhere, if only as a hint.</summary>
    Any = 0x0000,

    /// <summary>One replica.</summary>
    One = 0x0001,

    /// <summary>Two replicas.</summary>
    Two = 0x0002,

    /// <summary>Three replicas.</summary>
    Three = 0x0003,

    /// <summary>More than half of all replicas.</summary>
    Quorum = 0x0004,

    /// <summary>All replicas.</summary>
    All = 0x0005,

    /// <summary>More than half of the replicas in the coordinator's datacenter.</summary>
    LocalQuorum = 0x0006,

    /// <summary>More than half of the replicas in each datacenter.</summary>
    EachQuorum = 0x0007,

    /// <summary>Linearizable, across datacenters; for reads, and as the serial consistency of conditional writes.</summary>
    Serial = 0x0008,

    /// <summary>Linearizable within the coordinator's datacenter.</summary>
    LocalSerial = 0x0009,

    /// <summary>One replica in the coordinator's datacenter.</summary>
    LocalOne = 0x000A,
}
