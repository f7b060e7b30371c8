using System.Text.Json.Serialization;
using Kalends.Domain.Time;
using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery.Channels.Webhooks;

/// <summary>What a webhook is sent.</summary>
internal sealed record WebhookBody(string Type, string Key, Guid NotificationId)
{
    public required string UserId { get; init; }

    public required string CalendarId { get; init; }

    public required Guid EventId { get; init; }

    public required Guid OccurrenceId { get; init; }

    public required string Title { get; init; }

    public required string Location { get; init; }

    public required string Start { get; init; }

    public required string StartUtc { get; init; }

    public required string EndUtc { get; init; }

    public required int MinutesBefore { get; init; }

    public static WebhookBody Of(Message message)
    {
        var (notification, occurrence) = (message.Notification, message.Occurrence);
        return new WebhookBody("reminder", message.Key, notification.Id)
        {
            UserId = notification.UserId.ToString(),
            CalendarId = notification.CalendarId.ToString(),
            EventId = notification.EventId.Value,
            OccurrenceId = notification.OccurrenceId.Value,
            Title = occurrence.Face.Title,
            Location = occurrence.Face.Location,
            Start = new ResolvedTime(occurrence.Times.Start, occurrence.Times.StartOffset).ToString(),
            StartUtc = Instants.Format(occurrence.Times.Start),
            EndUtc = Instants.Format(occurrence.Times.End),
            MinutesBefore = notification.Offset,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
