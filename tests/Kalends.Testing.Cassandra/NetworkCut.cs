namespace Kalends.Testing.Cassandra;

/// <summary>
/// Drops every packet between CQL clients and a node, which goes on talking to the other nodes. Needs root and iptables; ends with
/// the disposal.
/// </summary>
public sealed class NetworkCut : IAsyncDisposable
{
    private readonly CassandraNode _node;

    private NetworkCut(CassandraNode node) => _node = node;

    public static async Task<NetworkCut> MakeAsync(CassandraNode node)
    {
        await ChangeAsync("-I", node);
        return new NetworkCut(node);
    }

    public async ValueTask DisposeAsync() => await ChangeAsync("-D", _node);

    private static async Task ChangeAsync(string change, CassandraNode node)
    {
        var (address, port) = ($"{node.EndPoint.Address}", $"{node.EndPoint.Port}");
        await Tools.RunAsync("iptables", "-w", change, "INPUT", "-p", "tcp", "-d", address, "--dport", port, "-j", "DROP");
        await Tools.RunAsync("iptables", "-w", change, "INPUT", "-p", "tcp", "-s", address, "--sport", port, "-j", "DROP");
    }
}
