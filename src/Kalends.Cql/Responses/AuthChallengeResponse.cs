namespace Kalends.Cql.Responses;

/// <summary>AUTH_CHALLENGE: the server asks for more (v4 specification, section 4.2.7).</summary>
internal sealed record AuthChallengeResponse(byte[]? Token) : Response;
