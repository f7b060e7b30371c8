namespace Kalends.Cql.Connections;

/// <summary>How long a caller waits, and what makes it stop earlier.</summary>
internal readonly record struct Patience(TimeSpan Timeout, CancellationToken Cancellation);
