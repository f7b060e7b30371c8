using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kalends.Domain.Identity;
using NodaTime.Text;

namespace Kalends.Server.Features.Notifications;

/// <summary>How a user wants to be told.</summary>
internal sealed record NotificationPreferencesBody(
    ChannelsBody? Channels, ImmutableArray<int>? DefaultReminders, QuietHoursBody? QuietHours)
{
    /// <summary>The day's agenda by mail; null for none.</summary>
    public DigestBody? Digest { get; init; }

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    /// <param name="preferences">The user's.</param>
    /// <param name="verified">The number that the user has shown to hold, or null.</param>
    public static NotificationPreferencesBody From(Preferences preferences, string? verified)
    {
        var channels = preferences.Channels;
        var quiet = preferences.QuietHours;
        return new NotificationPreferencesBody(
            new ChannelsBody(
                new SwitchBody(channels.Email), new SwitchBody(channels.Push),
                new SmsBody(channels.Sms, channels.PhoneNumber) { Verified = verified is not null && channels.PhoneNumber == verified ? true : null })
            {
                Webhook = channels.Webhook ? new SwitchBody(true) : null,
            },
            preferences.DefaultReminders,
            quiet is null ? null : new QuietHoursBody(Minutes.Format(quiet.Start), Minutes.Format(quiet.End)))
        {
            Digest = preferences.DigestAt is { } at ? new DigestBody(Minutes.Format(at)) : null,
        };
    }
}

/// <summary>Which channels may be used.</summary>
internal sealed record ChannelsBody(SwitchBody? Email, SwitchBody? Push, SmsBody? Sms)
{
    /// <summary>Whether the caller's webhooks are called; not there while it is off.</summary>
    public SwitchBody? Webhook { get; init; }
}

/// <summary>On or off.</summary>
internal sealed record SwitchBody(bool? Enabled);

/// <summary>Text messages, and where to.</summary>
internal sealed record SmsBody(bool? Enabled, string? PhoneNumber)
{
    /// <summary>Not there until the number is verified: no message goes to it before. Ignored on writing.</summary>
    public bool? Verified { get; init; }
}

/// <summary>When the day's agenda is mailed, in the user's zone.</summary>
internal sealed record DigestBody(string At);

/// <summary>When nothing is sent, in the user's zone.</summary>
internal sealed record QuietHoursBody(string Start, string End);

/// <summary>When an occurrence starts: a date, or a time with its zone.</summary>
internal sealed record StartBody(string? DateTime, string? TimeZone, string? Date);

/// <summary>A message to come.</summary>
internal sealed record UpcomingBody(Guid NotificationId, Guid OccurrenceId, Guid EventId, string CalendarId)
{
    public required string Title { get; init; }

    public required StartBody Start { get; init; }

    public required string TriggerTime { get; init; }

    public required string Type { get; init; }

    public required string Status { get; init; }

    public required int RetryCount { get; init; }

    public required string NextAttempt { get; init; }
}

/// <summary>A page of messages to come.</summary>
internal sealed record UpcomingPage(ImmutableArray<UpcomingBody> Items, string? NextPageToken);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NotificationPreferencesBody))]
[JsonSerializable(typeof(UpcomingPage))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
