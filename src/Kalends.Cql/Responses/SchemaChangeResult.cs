namespace Kalends.Cql.Responses;

/// <summary>The result of CREATE, ALTER and DROP (v4 specification, section 4.2.5.5).</summary>
internal sealed record SchemaChangeResult(SchemaChange Change) : Response;
