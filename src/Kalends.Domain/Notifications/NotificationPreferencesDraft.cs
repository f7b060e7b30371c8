using System.Collections.Immutable;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Notifications;

/// <summary>Notification preferences as a client wrote them. What is not named stays as it is.</summary>
public sealed record NotificationPreferencesDraft
{
    /// <summary>Whether mail is on.</summary>
    public bool? Email { get; init; }

    /// <summary>Whether web push is on.</summary>
    public bool? Push { get; init; }

    /// <summary>Whether text messages are on.</summary>
    public bool? Sms { get; init; }

    /// <summary>Whether webhooks are on.</summary>
    public bool? Webhook { get; init; }

    /// <summary>E.164.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Minutes before the start.</summary>
    public ImmutableArray<int>? DefaultReminders { get; init; }

    /// <summary>When nothing is sent; null with <see cref="NamesQuietHours"/> takes them away.</summary>
    public DaySpanDraft? QuietHours { get; init; }

    /// <summary>Whether the body names <c>quietHours</c>, if only as null.</summary>
    public bool NamesQuietHours { get; init; }

    /// <summary>When the day's agenda is mailed, <c>HH:mm</c>; null with <see cref="NamesDigest"/> ends it.</summary>
    public string? DigestAt { get; init; }

    /// <summary>Whether the body names <c>digest</c>, if only as null.</summary>
    public bool NamesDigest { get; init; }

    /// <summary>Holds the draft against all rules.</summary>
    public Checked<Preferences> Check(DomainRules rules, Preferences current)
    {
        var errors = new InputErrors();
        var before = current.Channels;
        var channels = new ChannelPreferences(
            Email ?? before.Email, Push ?? before.Push, Sms ?? before.Sms, PhoneNumber ?? before.PhoneNumber)
        {
            Webhook = Webhook ?? before.Webhook,
        };
        if (PhoneNumber is not null && !IsPhoneNumber(PhoneNumber))
            errors.Add("channels.sms.phoneNumber", "must be an international number such as +41790000000");
        if (channels is { Sms: true, PhoneNumber: null })
            errors.Add("channels.sms.phoneNumber", "is required while sms is enabled");
        ReminderCheck.Run("defaultReminders", DefaultReminders ?? [], rules.Limits, errors);
        var quiet = QuietHours is null ? null : new DaySpanCheck(errors).AcrossMidnight("quietHours", QuietHours);
        var digest = NamesDigest && DigestAt is not null ? new DaySpanCheck(errors).Time("digest.at", DigestAt) : null;
        return errors.Or(() => current with
        {
            Channels = channels,
            DefaultReminders = DefaultReminders ?? current.DefaultReminders,
            QuietHours = NamesQuietHours || QuietHours is not null ? quiet : current.QuietHours,
            DigestAt = NamesDigest ? digest : current.DigestAt,
        });
    }

    /// <summary>ITU-T E.164: a plus sign and up to 15 digits, the first not zero.</summary>
    private static bool IsPhoneNumber(string text) =>
        text.Length is >= 8 and <= 16 && text[0] == '+' && text[1] != '0'
        && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
