using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>Makes people who are told by webhook, ten minutes before an event and eleven, each with a calendar.</summary>
internal sealed class People(StorageSet storage)
{
    public const int Reminders = 2;
    public static readonly Duration Before = Duration.FromMinutes(10);

    /// <param name="now">When.</param>
    /// <param name="webhook">Where they are told, or null.</param>
    public async Task<Calendar> Make(Instant now, string? webhook)
    {
        User user = Testing.Building.Make.User() with
        {
            Preferences = new Preferences
            {
                TimeZone = "UTC", DefaultReminders = [(int)Before.TotalMinutes, (int)Before.TotalMinutes + 1],
                Channels = new ChannelPreferences(Email: false, Push: false) { Webhook = true },
            },
        };
        await storage.Users.TryCreate(user, "none", CancellationToken.None);
        if (webhook is not null)
            await storage.Receivers.Add(new Webhook(Testing.Building.Make.EventId().Value, user.Id, webhook, now), CancellationToken.None);
        Calendar calendar = Testing.Building.Make.Calendar(user.Id) with { TimeZone = "UTC" };
        await storage.Calendars.TryCreate(calendar, CancellationToken.None);
        return calendar;
    }
}
