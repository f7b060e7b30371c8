namespace Kalends.Cql.Responses;

/// <summary>A message from the server. Closed: each kind is a record in a file of its own.</summary>
internal abstract record Response;
