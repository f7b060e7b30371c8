namespace Kalends.Cql;

/// <summary>A column of a result, or a marker of a prepared statement.</summary>
/// <param name="Keyspace">Where its table is.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name, or the alias or expression of the query.</param>
/// <param name="Type">Its type.</param>
public sealed record CqlColumn(string Keyspace, string Table, string Name, CqlType Type);
