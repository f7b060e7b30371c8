using System.Net;

namespace Kalends.Cql.Tests.Real;

/// <summary>What the server wrote about traced requests; it writes a little later than it answers.</summary>
internal static class Traces
{
    public static async Task<CqlRow> SessionAsync(CqlSession session, Guid id)
    {
        var select = new CqlStatement("SELECT coordinator, duration FROM system_traces.sessions WHERE session_id = ?").Value(id);
        for (var i = 0; i < 100; i++)
        {
            var found = await session.ExecuteAsync(select);
            if (found.Count == 1 && !found[0].IsNull("duration")) return found[0];
            await Task.Delay(100);
        }
        throw new TimeoutException($"No trace {id}.");
    }

    /// <summary>The nodes that had a part in a request.</summary>
    public static async Task<IReadOnlySet<IPAddress>> NodesAsync(CqlSession session, Guid id)
    {
        await SessionAsync(session, id);
        var events = await session.ExecuteAsync(new CqlStatement("SELECT source FROM system_traces.events WHERE session_id = ?").Value(id));
        return events.Select(row => row.Get<IPAddress>(0)!).ToHashSet();
    }
}
