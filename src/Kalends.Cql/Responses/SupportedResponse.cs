namespace Kalends.Cql.Responses;

/// <summary>SUPPORTED: what STARTUP may ask for (v4 specification, section 4.2.4).</summary>
internal sealed record SupportedResponse(IReadOnlyDictionary<string, string[]> Options) : Response;
