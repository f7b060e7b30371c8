using System.Net;
using Kalends.Cql.Connections;
using Kalends.Cql.Topology;

namespace Kalends.Cql.Execution;

/// <summary>One request on its way: what, to which hosts in which order, until when, and what its attempts ended with so far.</summary>
/// <param name="job">What.</param>
/// <param name="plan">Attempts that run side by side take from the same.</param>
/// <param name="deadline">Until when.</param>
internal sealed class Run(IJob job, Host[] plan, long deadline)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // The first plan's array is this request's alone, so it serves as the lock.
    private readonly object _lock = plan;
    private Host[] _hosts = plan;
    private Backoff? _pauses;
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
            lock (_lock)
            {
                for (var place = _taken; place < _hosts.Length; place++)
                    if (_hosts[place].IsUp) return true;
                return false;
            }
        }
    }

    /// <summary>Whether a host has fallen silent or broken after it was asked.</summary>
    public bool WasLost { get; set; }

    /// <summary>
    /// Whether it may be sent to all hosts once more: it does no harm, a host that was asked is lost, and no server has said anything. What
    /// never found a host to ask is not worth the wait.
    /// </summary>
    public bool MayGoRoundAgain
    {
        get
        {
            lock (_lock) return job.IsIdempotent && WasLost && Answered == 0;
        }
    }

    public Host? NextHost()
    {
        lock (_lock) return _taken < _hosts.Length ? _hosts[_taken++] : null;
    }

    public TimeSpan NextPause()
    {
        lock (_lock) return (_pauses ??= new Backoff(LongestPause)).Next();
    }

    /// <summary>Starts over with these hosts; only what they say counts from here on.</summary>
    public void GoRoundAgain(Host[] hosts)
    {
        lock (_lock)
        {
            (_hosts, _taken) = (hosts, 0);
            _failed?.RemoveAll(attempt => !IsAnswer(attempt.Value));
        }
    }

    public void Add(IPEndPoint host, CqlError error)
    {
        lock (_lock)
        {
            (_failed ??= []).Add(new(host, error));
            if (IsAnswer(error)) Answered++;
        }
    }

    /// <summary>What to tell the caller when there is nobody left to ask: the last server's own words, or that no host was to be had.</summary>
    public CqlException Conclude()
    {
        lock (_lock)
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
