using Kalends.Cql.Execution;
using Kalends.Cql.Requests;

namespace Kalends.Cql;

/// <summary>Writes that travel together. If any is conditional, all must be in one partition and happen together or not at all.</summary>
public sealed class CqlBatch : IJob
{
    private readonly BatchKind _kind;
    private readonly List<CqlStatement> _statements = [];

    private CqlBatch(BatchKind kind) => _kind = kind;

    /// <summary>All or nothing in the end, even if the coordinator dies: the server keeps a log of it.</summary>
    public static CqlBatch Logged() => new(BatchKind.Logged);

    /// <summary>Without the log: atomic only within one partition.</summary>
    public static CqlBatch Unlogged() => new(BatchKind.Unlogged);

    /// <summary>Counters only.</summary>
    public static CqlBatch Counter() => new(BatchKind.Counter);

    /// <summary>How many replicas must answer; null means the session's.</summary>
    public Consistency? Consistency { get; set; }

    /// <summary>Serial or LocalSerial, for conditional writes; null means the session's.</summary>
    public Consistency? SerialConsistency { get; set; }

    /// <summary>Time of the writes in microseconds since 1970; null leaves it to the server.</summary>
    public long? Timestamp { get; set; }

    /// <summary>Whether executing it twice is as good as once.</summary>
    public bool IsIdempotent { get; set; }

    /// <summary>Whether the server shall trace it.</summary>
    public bool IsTraced { get; set; }

    /// <summary>The whole time of the request; null means the session's.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>How many statements it has, at most 65,535.</summary>
    public int Count => _statements.Count;

    /// <summary>Appends a write; its own consistency, timestamp and time-out do not count.</summary>
    /// <param name="statement">INSERT, UPDATE or DELETE.</param>
    public CqlBatch Add(CqlStatement statement)
    {
        _statements.Add(statement);
        return this;
    }

    string IJob.Cql => "BATCH";

    IReadOnlyList<PreparedStatement> IJob.Preparations =>
        [.. _statements.Select(statement => statement.Prepared).OfType<PreparedStatement>().Distinct()];

    Route IJob.Route => _statements.Select(statement => ((IJob)statement).Route).FirstOrDefault(route => route.Token is not null);

    Request IJob.Build(CqlOptions defaults) => new BatchRequest(
        _kind,
        [.. _statements.Select(statement => statement.BatchEntry)],
        new QueryParameters
        {
            Consistency = Consistency ?? defaults.Consistency,
            SerialConsistency = SerialConsistency ?? defaults.SerialConsistency,
            Timestamp = Timestamp,
        },
        IsTraced);
}
