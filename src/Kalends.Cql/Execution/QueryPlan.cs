using Kalends.Cql.Topology;

namespace Kalends.Cql.Execution;

/// <summary>The hosts to try, in order; attempts that run side by side take from the same plan.</summary>
internal sealed class QueryPlan(Host[] hosts)
{
    private int _taken;

    /// <summary>Whether a host that is not taken yet has a connection.</summary>
    public bool OffersAnother
    {
        get
        {
            for (var place = Volatile.Read(ref _taken); place < hosts.Length; place++)
                if (hosts[place].IsUp) return true;
            return false;
        }
    }

    public Host? Next()
    {
        var place = Interlocked.Increment(ref _taken) - 1;
        return place < hosts.Length ? hosts[place] : null;
    }
}
