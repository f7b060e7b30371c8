using System.Globalization;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;
using Kalends.Server.Projecting;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Features.Notifications;

/// <summary>
/// What the caller will be told, by trigger time: computed from events and preferences, with the status of what is stored; what was
/// due before and is still being tried is among it.
/// </summary>
internal sealed class ListUpcoming(StorageSet storage, PlanNotifications plan) : IOperation
{
    private static readonly Duration Farthest = Duration.FromDays(31);

    /// <summary>How long ago something may have been due that is still being tried.</summary>
    private static readonly Duration LongestRetry = Duration.FromDays(2);

    public async Task<Reply> Handle(Call call)
    {
        var page = call.Pages.Read();
        var until = call.Query.Instant("until") ?? call.Now + ProjectionWindow.NotificationHorizon;
        if (until <= call.Now) call.Errors.Add("until", "must lie in the future");
        if (until > call.Now + Farthest) call.Errors.Add("until", "must be at most 31 days ahead");
        if (call.Refused() is { } refused) return refused;

        var stored = (await storage.Notifications.ReadOf(call.UserId, call.Now - LongestRetry, until, call.Cancellation)).ToDictionary(known => known.Id);
        var late = stored.Values.Where(known => known.Status == NotificationStatus.Retrying && known.TriggerTime < call.Now).ToDictionary(known => known.Id);
        var from = late.Values.Select(known => known.TriggerTime).DefaultIfEmpty(call.Now).Min();
        var planned = (await plan.Run(await call.ReadUser(storage.Users), new TimeRange(from, until), call.Cancellation))
            .RemoveAll(one => one.Notification.TriggerTime < call.Now && !late.ContainsKey(one.Notification.Id));
        var part = planned.Cut(page, Position);
        var items = part.Items.Select(one => Show(one, stored.GetValueOrDefault(one.Notification.Id, one.Notification)));
        var next = part.HasMore ? call.Pages.Next(Position(part.Items[^1])) : null;
        return Reply.Ok(new UpcomingPage([.. items], next), NotificationsJson.Default.UpcomingPage);
    }

    private static string Position(PlannedNotification one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Notification.TriggerTime.ToUnixTimeSeconds():D12} {one.Notification.Id:D}");

    private static UpcomingBody Show(PlannedNotification one, Notification state) =>
        new(state.Id, state.OccurrenceId.Value, state.EventId.Value, state.CalendarId.ToString())
        {
            Title = one.Occurrence.Face.Title,
            Start = StartOf(one.Occurrence),
            TriggerTime = TimeText.Of(state.TriggerTime),
            Type = state.Channel switch { Channel.Email => "email", Channel.Push => "push", Channel.Sms => "sms", _ => "webhook" },
            Status = state.Status switch
            {
                NotificationStatus.Pending => "pending",
                NotificationStatus.Sent => "sent",
                NotificationStatus.Failed => "failed",
                _ => "retrying",
            },
            RetryCount = state.RetryCount,
            NextAttempt = TimeText.Of(state.NextAttempt),
        };

    private static StartBody StartOf(Occurrence occurrence)
    {
        var text = new ResolvedTime(occurrence.Times.Start, occurrence.Times.StartOffset).ToString();
        return occurrence.Face.StartZone is { } zone
            ? new StartBody(text, zone, null)
            : new StartBody(null, null, text[..TimeText.DateLength]);
    }
}
