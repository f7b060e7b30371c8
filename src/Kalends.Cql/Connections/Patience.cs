namespace Kalends.Cql.Connections;

/// <summary>How long a caller waits, and what makes it stop earlier.</summary>
/// <param name="Timeout">The longest.</param>
/// <param name="Cancellation">The caller's own.</param>
/// <param name="LeavesWhenSilent">Whether it may go elsewhere with its request while the server says nothing at all.</param>
internal readonly record struct Patience(TimeSpan Timeout, CancellationToken Cancellation, bool LeavesWhenSilent = false);
