namespace Kalends.Domain.Events.Drafts;

/// <summary>An attendee as a client wrote it.</summary>
/// <param name="Email">Required.</param>
/// <param name="Name">One line.</param>
/// <param name="ResponseStatus">Only counts for the caller.</param>
/// <param name="Optional">False unless given.</param>
public sealed record AttendeeDraft(string? Email, string? Name = null, string? ResponseStatus = null, bool? Optional = null);
