using Kalends.Cql.Requests;

namespace Kalends.Cql.Execution;

/// <summary>What can be executed: a statement or a batch.</summary>
internal interface IJob
{
    string Cql { get; }

    bool IsIdempotent { get; }

    TimeSpan? Timeout { get; }

    /// <summary>What a host must know before it can do this.</summary>
    IReadOnlyList<PreparedStatement> Preparations { get; }

    Route Route { get; }

    /// <summary>The message; built for each attempt, as preparing again may change ids.</summary>
    Request Build(CqlOptions defaults);
}
