using System.Net;

namespace Kalends.Cql.Execution;

/// <summary>What the attempts of a request ended with. Shared by attempts that run side by side.</summary>
internal sealed class Attempts
{
    private readonly Lock _gate = new();
    private List<KeyValuePair<IPEndPoint, CqlError>>? _failed;

    /// <summary>How many attempts a server has answered with an error.</summary>
    public int Answered { get; private set; }

    public void Add(IPEndPoint host, CqlError error)
    {
        lock (_gate)
        {
            (_failed ??= []).Add(new(host, error));
            if (error is not (CqlError.ConnectionLost or CqlError.Malformed)) Answered++;
        }
    }

    /// <summary>What to tell the caller when there is nobody left to ask: the last server's own words, or that no host was to be had.</summary>
    public CqlException Conclude()
    {
        lock (_gate)
        {
            if (Answered > 0)
            {
                var (host, error) = _failed!.Last(attempt => attempt.Value is not (CqlError.ConnectionLost or CqlError.Malformed));
                return new CqlException(error, host);
            }
            var attempts = _failed ?? [];
            var message = attempts.Count == 0
                ? "No host is up."
                : $"No host took the request: {string.Join("; ", attempts.Select(attempt => $"{attempt.Key}: {attempt.Value.Message}"))}";
            return new CqlException(new CqlError.NoHostAvailable(message, attempts), host: null);
        }
    }
}
