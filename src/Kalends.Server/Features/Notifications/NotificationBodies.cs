using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kalends.Domain.Identity;
using NodaTime.Text;

namespace Kalends.Server.Features.Notifications;

/// <summary>How a user wants to be told.</summary>
internal sealed record NotificationPreferencesBody(
    ChannelsBody? Channels, ImmutableArray<int>? DefaultReminders, QuietHoursBody? QuietHours)
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    public static NotificationPreferencesBody From(Preferences preferences)
    {
        var channels = preferences.Channels;
        var quiet = preferences.QuietHours;
        return new NotificationPreferencesBody(
            new ChannelsBody(
                new SwitchBody(channels.Email), new SwitchBody(channels.Push), new SmsBody(channels.Sms, channels.PhoneNumber)),
            preferences.DefaultReminders,
            quiet is null ? null : new QuietHoursBody(Minutes.Format(quiet.Start), Minutes.Format(quiet.End)));
    }
}

/// <summary>Which channels may be used.</summary>
internal sealed record ChannelsBody(SwitchBody? Email, SwitchBody? Push, SmsBody? Sms);

/// <summary>On or off.</summary>
internal sealed record SwitchBody(bool? Enabled);

/// <summary>Text messages, and where to.</summary>
internal sealed record SmsBody(bool? Enabled, string? PhoneNumber);

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
