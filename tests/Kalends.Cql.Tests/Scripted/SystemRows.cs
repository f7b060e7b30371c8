using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>What scripted hosts answer to the questions about the cluster; as 4.0 would, so there is no schema to read.</summary>
internal static class SystemRows
{
    private const int Text = 0x000D;
    private const int Uuid = 0x000C;
    private const int Inet = 0x0010;
    private const int Set = 0x0022;

    private static readonly CqlCodec<IReadOnlySet<string>> Texts = CqlCodec.SetOf(CqlCodec.Of<string>());

    public static byte[] Answer(string cql, ScriptedHost[] hosts, int self)
    {
        var columns = cql[7..cql.IndexOf(" FROM", StringComparison.Ordinal)].Split(", ");
        var told = cql.Contains("system.local", StringComparison.Ordinal) ? [hosts[self]]
            : cql.Contains("system.peers", StringComparison.Ordinal) ? hosts.Where(host => host != hosts[self] && host.IsMember)
            : [];
        var rows = told.ToArray();
        var writer = new WireWriter(256);
        writer.WriteInt(2);
        writer.WriteInt(1);
        writer.WriteInt(columns.Length);
        writer.WriteString("system");
        writer.WriteString("t");
        foreach (var column in columns) WriteColumn(writer, column);
        writer.WriteInt(rows.Length);
        foreach (var host in rows)
        foreach (var column in columns)
            WriteCell(writer, column, host);
        return writer.Written.ToArray();
    }

    private static void WriteColumn(WireWriter writer, string column)
    {
        writer.WriteString(column);
        switch (column)
        {
            case "peer" or "rpc_address":
                writer.WriteShort(Inet);
                break;
            case "tokens":
                writer.WriteShort(Set);
                writer.WriteShort(Text);
                break;
            default:
                writer.WriteShort(column == "schema_version" ? Uuid : Text);
                break;
        }
    }

    private static void WriteCell(WireWriter writer, string column, ScriptedHost host)
    {
        var values = new CqlValues(writer, types: null);
        _ = column switch
        {
            "peer" or "rpc_address" => values.Value(host.Address),
            "tokens" => values.Value(new HashSet<string> { $"{host.Token}" }, Texts),
            "schema_version" => values.Value(host.SchemaVersion),
            "release_version" => values.Value("4.0.1"),
            "data_center" => values.Value(host.Datacenter),
            _ => values.Value("r"),
        };
    }
}
