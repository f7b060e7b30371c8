using Kalends.Cql.Requests;

namespace Kalends.Cql.Execution;

/// <summary>Preparing a statement on any one host.</summary>
internal sealed class PrepareJob(string cql) : IJob
{
    public string Cql => cql;

    public bool IsIdempotent => true;

    public TimeSpan? Timeout => null;

    public IReadOnlyList<PreparedStatement> Preparations => [];

    public Route Route => Route.Anywhere;

    public Request Build(CqlOptions defaults) => new PrepareRequest(cql);
}
