using Kalends.Cql.Frames;

namespace Kalends.Cql.Responses;

/// <summary>What changed in the schema (v4 specification, sections 4.2.5.5 and 4.2.6).</summary>
/// <param name="Change">CREATED, UPDATED or DROPPED.</param>
/// <param name="Target">KEYSPACE, TABLE, TYPE, FUNCTION or AGGREGATE.</param>
/// <param name="Keyspace">The keyspace.</param>
/// <param name="Name">The name within the keyspace; empty where the keyspace itself is meant.</param>
internal sealed record SchemaChange(string Change, string Target, string Keyspace, string Name)
{
    public static SchemaChange Read(ref WireReader reader)
    {
        var change = reader.ReadString();
        var target = reader.ReadString();
        return new SchemaChange(change, target, reader.ReadString(), target == "KEYSPACE" ? "" : reader.ReadString());
    }
}
