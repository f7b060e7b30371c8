namespace Kalends.Testing.Cassandra;

/// <summary>
/// Drops every packet between clients and a node, which goes on talking to the other nodes; ends with the disposal. For clusters with
/// <see cref="CassandraSettings.OwnNetwork"/>.
/// </summary>
public sealed class NetworkCut : IAsyncDisposable
{
    private readonly NetworkSpace _space;
    private readonly CassandraNode _node;

    private NetworkCut(NetworkSpace space, CassandraNode node)
    {
        _space = space;
        _node = node;
    }

    /// <exception cref="InvalidOperationException">The cluster is on the machine's own network, which nobody may cut.</exception>
    public static async Task<NetworkCut> MakeAsync(CassandraNode node)
    {
        var space = node.Space ?? throw new InvalidOperationException("Only a cluster with a network of its own can be cut off.");
        await space.CutAsync(node.EndPoint.Address, isCut: true);
        return new NetworkCut(space, node);
    }

    public async ValueTask DisposeAsync() => await _space.CutAsync(_node.EndPoint.Address, isCut: false);
}
