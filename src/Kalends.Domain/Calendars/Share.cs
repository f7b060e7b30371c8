using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Calendars;

/// <summary>A grant by a calendar's owner, kept at the owner: the only authority on who may do what.</summary>
public sealed record Share(CalendarId CalendarId, UserId OwnerId, UserId UserId, Permission Permission, Instant CreatedAt);
