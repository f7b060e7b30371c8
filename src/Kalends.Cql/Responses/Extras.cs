namespace Kalends.Cql.Responses;

/// <summary>What may come before a response in its body (v4 specification, section 2.2).</summary>
internal sealed record Extras(Guid? TracingId, IReadOnlyList<string> Warnings);
