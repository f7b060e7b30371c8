using System.Collections.Immutable;
using NodaTime;

namespace Kalends.Domain.Identity;

/// <summary>What a user has chosen, for views and for notifications alike; the default reminders are one value in both.</summary>
public sealed record Preferences
{
    /// <summary>IANA zone id, the default of new calendars.</summary>
    public required string TimeZone { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>First day of the week.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>Minutes before the start, for events without reminders of their own.</summary>
    public ImmutableArray<int> DefaultReminders { get; init; } = [10];

    /// <summary>Per day of the week, in the user's zone; a missing day has none.</summary>
    public ImmutableDictionary<IsoDayOfWeek, ImmutableArray<TimeSpanOfDay>> WorkingHours { get; init; } =
        ImmutableDictionary<IsoDayOfWeek, ImmutableArray<TimeSpanOfDay>>.Empty;

    /// <summary>Which channels may be used.</summary>
    public ChannelPreferences Channels { get; init; } = new();

    /// <summary>When nothing is sent, in the user's zone; it may span midnight.</summary>
    public TimeSpanOfDay? QuietHours { get; init; }

    /// <summary>When the day's agenda is mailed, in the user's zone; null for never.</summary>
    public LocalTime? DigestAt { get; init; }
}

/// <summary>A span of the local day, <paramref name="Start"/> inclusive, <paramref name="End"/> exclusive.</summary>
public sealed record TimeSpanOfDay(LocalTime Start, LocalTime End);

/// <summary>The channels a user has switched on.</summary>
/// <param name="Email">On unless switched off.</param>
/// <param name="Push">On unless switched off; reaches nobody without a push subscription.</param>
/// <param name="Sms">Off until a number is given.</param>
/// <param name="PhoneNumber">E.164, required while SMS is on.</param>
public sealed record ChannelPreferences(bool Email = true, bool Push = true, bool Sms = false, string? PhoneNumber = null)
{
    /// <summary>Whether the user's webhooks are sent notifications; off unless switched on.</summary>
    public bool Webhook { get; init; }
}
