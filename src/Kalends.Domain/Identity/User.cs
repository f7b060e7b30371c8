using NodaTime;

namespace Kalends.Domain.Identity;

/// <summary>A person with an account.</summary>
/// <param name="Id">Never reused.</param>
/// <param name="Email">Unique over all users, without case.</param>
/// <param name="Name">Shown to those this user shares with.</param>
/// <param name="Preferences">How this user sees time and wants to be told.</param>
/// <param name="CreatedAt">Whole seconds, UTC.</param>
/// <param name="Revision">Counts the stored changes of this record, from 1.</param>
public sealed record User(UserId Id, EmailAddress Email, string Name, Preferences Preferences, Instant CreatedAt, long Revision);
