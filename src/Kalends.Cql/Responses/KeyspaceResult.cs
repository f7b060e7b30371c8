namespace Kalends.Cql.Responses;

/// <summary>The result of USE (v4 specification, section 4.2.5.3).</summary>
internal sealed record KeyspaceResult(string Keyspace) : Response;
