using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Events;

/// <summary>When and by whom something was put into the trash.</summary>
public sealed record Deletion(Instant At, UserId By);
