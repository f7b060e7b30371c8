using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Notifications;

/// <summary>An address that is sent a user's notifications as signed HTTP requests.</summary>
/// <param name="Id">Drawn at random; the key of its signatures is derived from it.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Url">https, to a public host.</param>
/// <param name="CreatedAt">Whole seconds, UTC.</param>
public sealed record Webhook(Guid Id, UserId UserId, string Url, Instant CreatedAt);
