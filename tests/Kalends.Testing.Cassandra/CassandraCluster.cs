using System.Security.Cryptography.X509Certificates;

namespace Kalends.Testing.Cassandra;

/// <summary>
/// A real Apache Cassandra 2.1.0 of one to three nodes on loopback addresses of its own. Start one for a test run: it costs some ten
/// seconds and 600 MB a node. Disposing it ends every process and deletes every file.
/// </summary>
public sealed class CassandraCluster : IAsyncDisposable
{
    private readonly LoopbackBlock _block;
    private readonly NetworkSpace? _space;

    private CassandraCluster(LoopbackBlock block, NetworkSpace? space, IReadOnlyList<CassandraNode> nodes, string? certificate)
    {
        _block = block;
        _space = space;
        Nodes = nodes;
        Certificate = certificate is null ? null : X509Certificate2.CreateFromPem(certificate);
    }

    public IReadOnlyList<CassandraNode> Nodes { get; }

    /// <summary>The nodes' own certificate where clients come by TLS; it is signed by nobody else.</summary>
    public X509Certificate2? Certificate { get; }

    /// <exception cref="InvalidOperationException">A tool is missing, or a node did not start; with the end of its log.</exception>
    public static async Task<CassandraCluster> StartAsync(CassandraSettings settings)
    {
        var package = await CassandraPackage.InstallAsync();
        var block = LoopbackBlock.Claim("kalends-cassandra", network: 77);
        StaleNodes.End(block.Folder);
        Directory.CreateDirectory(block.Folder);
        var addresses = Enumerable.Range(0, settings.Nodes)
            .Select(node => settings.OwnNetwork ? NetworkSpace.Address(block.Number, node + 1) : block.Address(node))
            .ToArray();
        var space = settings.OwnNetwork ? await NetworkSpace.MakeAsync(block.Number, addresses) : null;
        var keys = settings.Tls ? await KeyStore.MakeAsync(block.Folder, addresses) : null;

        var nodes = new List<CassandraNode>();
        foreach (var address in addresses)
        {
            var folder = new NodeFolder(Path.Combine(block.Folder, $"{address}"), package, address);
            await folder.WriteAsync(settings, seed: addresses[0], keys);
            nodes.Add(new CassandraNode(folder, address, settings, space));
        }
        var cluster = new CassandraCluster(block, space, nodes, keys?.Certificate);
        try
        {
            await cluster.StartAllAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the nodes that do not run, and waits until all see each other.</summary>
    public async Task StartAllAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.StartAsync()));
        await AwaitAllUpAsync();
    }

    /// <summary>Waits until every node has seen every other come up since its own start.</summary>
    public async Task AwaitAllUpAsync()
    {
        foreach (var node in Nodes)
        foreach (var other in Nodes)
            for (var i = 0; i < 300 && node != other && !await node.SeesAsync(other); i++) await Task.Delay(100);
    }

    public async ValueTask DisposeAsync()
    {
        // Their data is thrown away, so there is nothing to wait for.
        await Task.WhenAll(Nodes.Select(node => node.KillAsync()));
        if (_space is not null) await _space.DisposeAsync();
        if (Directory.Exists(_block.Folder)) Directory.Delete(_block.Folder, recursive: true);
        Certificate?.Dispose();
        _block.Dispose();
    }
}
