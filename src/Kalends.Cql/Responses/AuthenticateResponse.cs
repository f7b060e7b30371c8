namespace Kalends.Cql.Responses;

/// <summary>AUTHENTICATE: the server wants to know who it is (v4 specification, section 4.2.3).</summary>
internal sealed record AuthenticateResponse(string Authenticator) : Response;
