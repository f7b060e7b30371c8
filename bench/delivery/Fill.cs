using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Time;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Testing.Building;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>
/// Fills a server with people who are told by webhook, each with a calendar, and events whose two reminders fall due when the caller says:
/// by the real decisions and projections, only not over HTTP.
/// </summary>
internal sealed class Fill(WebApplication server)
{
    public const int Reminders = 2;
    private const int EventsEach = 50;
    private static readonly Duration Before = Duration.FromMinutes(10);

    private readonly StorageSet storage = server.Services.GetRequiredService<StorageSet>();
    private readonly CommitEvents commit = server.Services.GetRequiredService<CommitEvents>();

    /// <summary>One event for each, its first reminder due at that time and the second with it, so that both count.</summary>
    /// <param name="due">Whole seconds.</param>
    /// <param name="now">When all of it was planned.</param>
    /// <param name="webhook">Where people are told, or null.</param>
    public async Task Run(IReadOnlyList<Instant> due, Instant now, string? webhook)
    {
        foreach (Instant[] part in due.Chunk(EventsEach))
        {
            Calendar calendar = await MakeUser(now, webhook);
            ImmutableArray<EventChange> changes = [.. part.Select(at => Make.Change(EventAt(calendar, at, now)))];
            await commit.Run(new EventWrite(calendar, changes), now, CancellationToken.None);
        }
    }

    private async Task<Calendar> MakeUser(Instant now, string? webhook)
    {
        User user = Make.User() with
        {
            Preferences = new Preferences
            {
                TimeZone = "UTC", DefaultReminders = [(int)Before.TotalMinutes, (int)Before.TotalMinutes + 1],
                Channels = new ChannelPreferences(Email: false, Push: false) { Webhook = true },
            },
        };
        await storage.Users.TryCreate(user, "none", CancellationToken.None);
        if (webhook is not null) await storage.Receivers.Add(new Webhook(Make.EventId().Value, user.Id, webhook, now), CancellationToken.None);
        Calendar calendar = Make.Calendar(user.Id) with { TimeZone = "UTC" };
        await storage.Calendars.TryCreate(calendar, CancellationToken.None);
        return calendar;
    }

    private static Event EventAt(Calendar calendar, Instant due, Instant now)
    {
        LocalDateTime start = (due + Before).InUtc().LocalDateTime;
        return Make.Event(calendar.Id) with
        {
            CreatedAt = now, UpdatedAt = now,
            Content = Make.Content() with
            {
                Start = new EventTime.Moment(start, "UTC"), End = new EventTime.Moment(start.PlusMinutes(30), "UTC"),
            },
        };
    }
}
