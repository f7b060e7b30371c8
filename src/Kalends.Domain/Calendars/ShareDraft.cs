using Kalends.Domain.Identity;

namespace Kalends.Domain.Calendars;

/// <summary>A share as an owner wrote it: one of e-mail and user id, and a permission.</summary>
public sealed record ShareDraft(string? Email, string? UserId, string? Permission)
{
    /// <summary>Holds the draft against all rules. Whether there is such a user is not asked.</summary>
    public Checked<CheckedShare> Check()
    {
        var errors = new InputErrors();
        UserId? userId = Identity.UserId.TryRead(UserId, out var read) ? read : null;
        if (Email is null == UserId is null) errors.Add("email", "must be given, or userId instead, and not both");
        if (UserId is not null && userId is null) errors.Add("userId", "must be a user id: a decimal number as a string");
        if (Email is not null && !AddressCheck.IsAddress(Email)) errors.Add("email", "is not an e-mail address");
        var permission = PermissionWords.Read(Permission);
        if (permission is null) errors.Add("permission", "must be freebusy, view, edit or owner");
        return errors.Or(() => new CheckedShare(Email is null ? null : new EmailAddress(Email), userId, permission!.Value));
    }
}

/// <summary>A share that keeps the rules: exactly one of address and id is there.</summary>
public sealed record CheckedShare(EmailAddress? Email, UserId? UserId, Permission Permission);
