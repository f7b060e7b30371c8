using System.Security.Cryptography;
using Kalends.Cql.Topology;

namespace Kalends.Cql.Execution;

/// <summary>
/// Orders the hosts for a request: replicas of the own datacenter in random order, then its other hosts, then other datacenters; and
/// whatever is silent, full or said to be down after all that is well.
/// </summary>
internal sealed class Router(Cluster cluster)
{
    // More than these, beside the replicas, nobody waits for.
    private const int MostOthers = 8;

    private long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    public Host[] Plan(Route route)
    {
        var view = cluster.View;
        var replicas = route is { Keyspace: { } keyspace, Token: { } token } ? view.Ring.ReplicasOf(keyspace, token) : [];
        var hosts = new Host[Math.Min(view.Local.Length, replicas.Length + MostOthers) + Math.Min(view.Remote.Length, MostOthers)];
        var count = AddReplicas(replicas, view.Local, hosts);
        Shuffle(hosts.AsSpan(0, count));
        count = AddOthers(view.Local, hosts, count, hosts.Length - Math.Min(view.Remote.Length, MostOthers));
        count = AddOthers(view.Remote, hosts, count, hosts.Length);
        PutWellFirst(hosts);
        return hosts;
    }

    private static int AddReplicas(ReadOnlySpan<Host> replicas, Host[] local, Host[] hosts)
    {
        var count = 0;
        foreach (var replica in replicas)
            if (Array.IndexOf(local, replica) >= 0 && count < hosts.Length) hosts[count++] = replica;
        return count;
    }

    private int AddOthers(Host[] others, Host[] hosts, int count, int end)
    {
        if (others.Length == 0) return count;
        var start = (int)(NextRandom() % (uint)others.Length);
        for (var i = 0; i < others.Length && count < end; i++)
        {
            var host = others[(start + i) % others.Length];
            if (Array.IndexOf(hosts, host, 0, count) < 0) hosts[count++] = host;
        }
        return count;
    }

    private void Shuffle(Span<Host> hosts)
    {
        for (var i = hosts.Length - 1; i > 0; i--)
        {
            var other = (int)(NextRandom() % (uint)(i + 1));
            (hosts[i], hosts[other]) = (hosts[other], hosts[i]);
        }
    }

    /// <summary>Keeps the order among the well and among the unwell.</summary>
    private static void PutWellFirst(Host[] hosts)
    {
        var well = 0;
        for (var i = 0; i < hosts.Length; i++)
        {
            if (!hosts[i].IsWell) continue;
            var host = hosts[i];
            Array.Copy(hosts, well, hosts, well + 1, i - well);
            hosts[well++] = host;
        }
    }

    /// <summary>SplitMix64 over a shared counter: spreads load, and needs no lock.</summary>
    private uint NextRandom()
    {
        var z = (ulong)Interlocked.Add(ref _seed, unchecked((long)0x9E3779B97F4A7C15));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (uint)((z ^ (z >> 31)) >> 32);
    }
}
