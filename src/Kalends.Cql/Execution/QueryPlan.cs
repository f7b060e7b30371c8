using Kalends.Cql.Topology;

namespace Kalends.Cql.Execution;

/// <summary>The hosts to try, in order; attempts that run side by side take from the same plan.</summary>
internal sealed class QueryPlan(Host[] hosts)
{
    private int _taken;

    public Host? Next()
    {
        var place = Interlocked.Increment(ref _taken) - 1;
        return place < hosts.Length ? hosts[place] : null;
    }
}
