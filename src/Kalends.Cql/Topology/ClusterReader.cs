using System.Globalization;
using System.Net;
using System.Text.Json;
using Kalends.Cql.Connections;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;

namespace Kalends.Cql.Topology;

/// <summary>Reads what one node says of the cluster and its schema.</summary>
internal sealed class ClusterReader(Connection connection, TimeSpan timeout)
{
    // From 3.0 on the schema is in a keyspace of its own.
    private const int FirstWithSchemaKeyspace = 3;

    private static readonly CqlCodec<IReadOnlySet<string>> Texts = CqlCodec.SetOf(CqlCodec.Of<string>());

    private static readonly CqlCodec<IReadOnlyDictionary<string, string>> Options =
        CqlCodec.MapOf(CqlCodec.Of<string>(), CqlCodec.Of<string>());

    /// <exception cref="CqlException">The node does not answer, or not so.</exception>
    public async Task<IReadOnlyList<HostFacts>> ReadHostsAsync()
    {
        var local = await ReadAsync("SELECT data_center, rack, tokens FROM system.local");
        var peers = await ReadAsync("SELECT peer, rpc_address, data_center, rack, tokens FROM system.peers");
        return [Facts(local[0], connection.Host), .. peers.Where(IsWhole).Select(peer => Facts(peer, AddressOf(peer)))];
    }

    public async Task<IReadOnlyDictionary<string, Replication>> ReadKeyspacesAsync() => await HasSchemaKeyspaceAsync()
        ? (await ReadAsync("SELECT keyspace_name, replication FROM system_schema.keyspaces")).ToDictionary(
            row => row.Get<string>(0)!, row => Parsed(row.Get(1, Options)!))
        : (await ReadAsync("SELECT keyspace_name, strategy_class, strategy_options FROM system.schema_keyspaces")).ToDictionary(
            row => row.Get<string>(0)!, row => Replication.Parse(row.Get<string>(1)!, Json(row.Get<string>(2)!)));

    /// <summary>The columns of a table's partition key, in order; protocol v3 does not tell them with a preparation.</summary>
    public async Task<IReadOnlyList<string>> ReadPartitionKeyAsync(string keyspace, string table)
    {
        var hasSchemaKeyspace = await HasSchemaKeyspaceAsync();
        var cql = hasSchemaKeyspace
            ? "SELECT column_name, position, kind FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?"
            : "SELECT column_name, component_index, type FROM system.schema_columns WHERE keyspace_name = ? AND columnfamily_name = ?";
        var rows = await ReadAsync(new CqlStatement(cql).Value(keyspace).Value(table));
        // 2.1 numbers the parts of a key only where there are several.
        return [.. rows.Where(row => row.Get<string>(2) == "partition_key").OrderBy(row => row.Get<int?>(1) ?? 0).Select(row => row.Get<string>(0)!)];
    }

    /// <summary>The schema version of each node, by address; the node asked is the first.</summary>
    public async Task<IReadOnlyList<KeyValuePair<IPEndPoint, Guid?>>> ReadSchemaVersionsAsync()
    {
        var local = await ReadAsync("SELECT schema_version FROM system.local");
        var peers = await ReadAsync("SELECT peer, rpc_address, schema_version FROM system.peers");
        return
        [
            new(connection.Host, local[0].Get<Guid?>(0)),
            .. peers.Select(peer => KeyValuePair.Create(AddressOf(peer), peer.Get<Guid?>("schema_version"))),
        ];
    }

    private static HostFacts Facts(CqlRow row, IPEndPoint endPoint) => new(
        endPoint,
        row.Get<string>("data_center") ?? "",
        row.Get<string>("rack") ?? "",
        [.. row.Get("tokens", Texts)!.Select(Token).OfType<long>()]);

    /// <summary>Other partitioners than Murmur3's have tokens of other kinds; their hosts are then all alike.</summary>
    private static long? Token(string token) =>
        long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;

    /// <summary>A node that is joining or was forced out leaves a row behind that lacks its place in the ring.</summary>
    private static bool IsWhole(CqlRow peer) => !peer.IsNull("data_center") && !peer.IsNull("tokens") && !peer.IsNull("rpc_address");

    private IPEndPoint AddressOf(CqlRow peer)
    {
        var address = peer.Get<IPAddress>("rpc_address");
        // A node that takes CQL on all its addresses tells none; then it is the one that the nodes use among themselves.
        var isTold = address is not null && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
        return new IPEndPoint(isTold ? address! : peer.Get<IPAddress>("peer")!, connection.Host.Port);
    }

    private async Task<bool> HasSchemaKeyspaceAsync()
    {
        var release = (await ReadAsync("SELECT release_version FROM system.local"))[0].Get<string>(0)!;
        return int.Parse(release.AsSpan(0, release.IndexOf('.', StringComparison.Ordinal)), CultureInfo.InvariantCulture)
            >= FirstWithSchemaKeyspace;
    }

    private static Replication Parsed(IReadOnlyDictionary<string, string> options) =>
        Replication.Parse(options.GetValueOrDefault("class", ""), options);

    private static List<KeyValuePair<string, string>> Json(string options)
    {
        using var json = JsonDocument.Parse(options);
        return [.. json.RootElement.EnumerateObject().Select(option => KeyValuePair.Create(option.Name, option.Value.ToString()))];
    }

    private Task<CqlResult> ReadAsync(string cql) => ReadAsync(new CqlStatement(cql));

    private async Task<CqlResult> ReadAsync(CqlStatement statement)
    {
        var query = new QueryRequest(
            statement.Cql, new QueryParameters { Consistency = Consistency.One, Values = statement.Values });
        var answer = await connection.SendAsync(query, new Patience(timeout, CancellationToken.None));
        return answer.Response is ErrorResponse refused
            ? throw new CqlException(refused.Error, connection.Host)
            : new CqlResult(answer, knownColumns: null, connection.Host);
    }
}
