using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Server.Delivery;
using Kalends.Server.Delivery.Channels.Email;
using Kalends.Server.Hosting;
using NodaTime;

namespace Kalends.Server.Commands;

/// <summary>
/// <c>kalends mail preview</c>: writes a reminder as it would be mailed to standard output, to be opened in a mail program;
/// <c>--locale</c> and <c>--zone</c> say for whom.
/// </summary>
internal static class PreviewMail
{
    public static async Task<int> Run(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
        var server = ServerOptions.Read(configuration);
        var options = DeliveryOptions.Read(new Settings(configuration.GetSection("Kalends")));
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(configuration["zone"] ?? "Europe/Zurich");
        if (zone is null)
        {
            await Console.Error.WriteLineAsync("--zone is not an IANA time zone, such as Europe/Zurich");
            return 2;
        }
        var preferences = new Preferences { TimeZone = zone.Id, Locale = configuration["locale"] ?? "en-US" };
        var email = options.Email ?? new EmailOptions("localhost", 25, "kalends@example.org");
        var compose = new ComposeMail(email, new MessageLinks(ServerSecret.Load(server), options), TimeProvider.System);
        using var mail = compose.Run(Example(preferences, zone));
        await mail.WriteToAsync(Console.OpenStandardOutput());
        return 0;
    }

    private static Message Example(Preferences preferences, DateTimeZone zone)
    {
        var start = new LocalDateTime(2026, 3, 9, 9, 0).InZoneLeniently(zone);
        var end = start.PlusMinutes(45);
        var user = new User(new UserId(1), new EmailAddress("ada@example.org"), "Ada Example", preferences, start.ToInstant(), 1);
        var id = new EventId(Guid.Empty);
        var face = new Face
        {
            Title = "Planning", Description = "What we do this spring.\nBring ideas.", Location = "Room 12", StartZone = zone.Id, EndZone = zone.Id,
            OriginalZone = zone.Id, Status = EventStatus.Confirmed, Transparency = Transparency.Opaque, Visibility = Visibility.Default,
            Recurring = false, IsModified = false, Version = 1,
        };
        var times = new OccurrenceTimes
        {
            Start = start.ToInstant(), End = end.ToInstant(), StartOffset = start.Offset, EndOffset = end.Offset,
            Original = start.ToInstant(), OriginalOffset = start.Offset,
        };
        var due = new Notification
        {
            Id = Guid.Empty, UserId = user.Id, CalendarId = new CalendarId(1), EventId = id, OccurrenceId = new OccurrenceId(Guid.Empty),
            Start = times.Start, TriggerTime = times.Start, Offset = 10, Channel = Channel.Email, NextAttempt = times.Start,
        };
        return new Message(due, user, [new Occurrence(due.OccurrenceId, id, times, face)]) { Zone = zone };
    }
}
