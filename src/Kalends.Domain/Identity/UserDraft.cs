namespace Kalends.Domain.Identity;

/// <summary>A sign-up as a client wrote it.</summary>
public sealed record UserDraft(string? Email, string? Name, string? Password, string? TimeZone)
{
    /// <summary>The zone of those who name none.</summary>
    public const string DefaultZone = "UTC";

    /// <summary>Holds the draft against all rules. Whether the address is taken is not asked.</summary>
    public Checked<CheckedUser> Check(DomainRules rules)
    {
        var errors = new InputErrors();
        new TextCheck(errors).Line("name", Name, rules.Limits.Title, isRequired: true);
        if (Email is null) errors.Add("email", "is required");
        else if (!AddressCheck.IsAddress(Email)) errors.Add("email", "is not an e-mail address");
        CheckPassword(rules.Limits, errors);
        if (TimeZone is not null && !rules.KnowsZone(TimeZone)) errors.Add("timeZone", "is not an IANA time zone, such as Europe/Zurich");
        return errors.Or(() => new CheckedUser(new EmailAddress(Email!), Name!, Password!, TimeZone ?? DefaultZone));
    }

    private void CheckPassword(Limits limits, InputErrors errors)
    {
        if (Password is null) errors.Add("password", "is required");
        else if (Password.Length < limits.PasswordMin) errors.Add("password", $"must have at least {limits.PasswordMin} characters");
        else if (Password.Length > limits.PasswordMax) errors.Add("password", $"must have at most {limits.PasswordMax} characters");
    }
}

/// <summary>A sign-up that keeps the rules.</summary>
public sealed record CheckedUser(EmailAddress Email, string Name, string Password, string TimeZone)
{
    /// <summary>No password in logs.</summary>
    public override string ToString() => $"{nameof(CheckedUser)} {Name}";
}
