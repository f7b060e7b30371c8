using System.Net;
using Kalends.Cql.Topology;

namespace Kalends.Cql.Execution;

/// <summary>One request on its way: what, to which hosts in which order, until when, and what its attempts ended with so far.</summary>
/// <param name="job">What.</param>
/// <param name="hosts">The plan; attempts that run side by side take from the same.</param>
/// <param name="deadline">Until when.</param>
internal sealed class Run(IJob job, Host[] hosts, long deadline)
{
    private List<KeyValuePair<IPEndPoint, CqlError>>? _failed;
    private int _taken;

    public IJob Job => job;

    public long Deadline => deadline;

    /// <summary>How many attempts a server has answered with an error.</summary>
    public int Answered { get; private set; }

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

    public Host? NextHost()
    {
        var place = Interlocked.Increment(ref _taken) - 1;
        return place < hosts.Length ? hosts[place] : null;
    }

    public void Add(IPEndPoint host, CqlError error)
    {
        // The plan's array is this request's alone, so it serves as the lock.
        lock (hosts)
        {
            (_failed ??= []).Add(new(host, error));
            if (IsAnswer(error)) Answered++;
        }
    }

    /// <summary>What to tell the caller when there is nobody left to ask: the last server's own words, or that no host was to be had.</summary>
    public CqlException Conclude()
    {
        lock (hosts)
        {
            if (Answered > 0)
            {
                var (host, error) = _failed!.Last(attempt => IsAnswer(attempt.Value));
                return new CqlException(error, host);
            }
            var attempts = _failed ?? [];
            var message = attempts.Count == 0
                ? "No host is up."
                : $"No host took the request: {string.Join("; ", attempts.Select(attempt => $"{attempt.Key}: {attempt.Value.Message}"))}";
            return new CqlException(new CqlError.NoHostAvailable(message, attempts), host: null);
        }
    }

    private static bool IsAnswer(CqlError error) => error is not (CqlError.ConnectionLost or CqlError.Malformed);
}
