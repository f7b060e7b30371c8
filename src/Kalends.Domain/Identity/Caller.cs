using Kalends.Domain.Events;

namespace Kalends.Domain.Identity;

/// <summary>The signed-in user behind a request.</summary>
public sealed record Caller(UserId Id, EmailAddress Email)
{
    /// <summary>Whether the attendee is the caller: by account, or by address where the account is younger than the invitation.</summary>
    public bool Is(Attendee attendee) => attendee.UserId == Id || (attendee.UserId is null && attendee.Email == Email);
}
