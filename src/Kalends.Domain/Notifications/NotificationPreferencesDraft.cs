using System.Collections.Immutable;
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

    /// <summary>E.164.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Minutes before the start.</summary>
    public ImmutableArray<int>? DefaultReminders { get; init; }

    /// <summary>When nothing is sent; null with <see cref="NamesQuietHours"/> takes them away.</summary>
    public DaySpanDraft? QuietHours { get; init; }

    /// <summary>Whether the body names <c>quietHours</c>, if only as null.</summary>
    public bool NamesQuietHours { get; init; }

    /// <summary>Holds the draft against all rules.</summary>
    public Checked<Preferences> Check(DomainRules rules, Preferences current) => throw new NotSupportedException($"{rules}{current}");
}
