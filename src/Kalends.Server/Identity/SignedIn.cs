using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Server.Identity;

/// <summary>Whose request it is.</summary>
/// <param name="UserId">The account.</param>
/// <param name="TokenHash">The session's key; null where another issuer's token signed in.</param>
internal sealed record SignedIn(UserId UserId, ImmutableArray<byte>? TokenHash);
