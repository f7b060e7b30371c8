namespace Kalends.Cql.Responses;

/// <summary>AUTH_SUCCESS (v4 specification, section 4.2.8).</summary>
internal sealed record AuthSuccessResponse(byte[]? Token) : Response;
