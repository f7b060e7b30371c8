namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>The text of a statement, prepared when the set is. It names its whole partition key, and nothing that Cassandra 2.1 lacks.</summary>
internal sealed class Cql(string text)
{
    public string Text => text;
}
