namespace Kalends.Cql.Execution;

/// <summary>The little that is read from the text of a statement.</summary>
internal static class Statements
{
    public static bool IsRead(string cql) => cql.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether its result keeps its shape. A wildcard's grows with its table, and before v5 the server does not say so: such a result
    /// must describe itself each time (CASSANDRA-10786).
    /// </summary>
    public static bool HasFixedResult(string cql) => IsRead(cql) && !cql.Contains('*', StringComparison.Ordinal);
}
