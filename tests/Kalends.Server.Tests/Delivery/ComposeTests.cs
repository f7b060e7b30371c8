using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Server.Delivery;
using Kalends.Server.Delivery.Channels.Email;
using Kalends.Server.Delivery.Channels.Sms;
using Kalends.Server.Hosting;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Server.Tests.Delivery;

/// <summary>What people write cannot become more than text.</summary>
public sealed class ComposeTests
{
    private readonly ServerSecret secret = new(new byte[32]);

    [Theory]
    [InlineData("x\r\nBcc: evil@example.org")]
    [InlineData("x\nSubject: y")]
    [InlineData("\r\n\r\nbody")]
    [InlineData("=?utf-8?q?x=0D=0ABcc:_evil?=")]
    [InlineData("a\u2028b\u0085c")]
    public void No_title_and_no_name_makes_another_header(string text)
    {
        var compose = new ComposeMail(new EmailOptions("localhost", 25, "noreply@example.org"), new MessageLinks(secret, new DeliveryOptions()), TimeProvider.System);
        using var mail = compose.Run(MessageOf(text, user => user with { Name = text }));
        using var raw = new MemoryStream();
        mail.WriteTo(raw, TestContext.Current.CancellationToken);
        raw.Position = 0;
        using var read = MimeKit.MimeMessage.Load(raw, TestContext.Current.CancellationToken);
        string[] expected = ["Auto-Submitted", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To", "X-Auto-Response-Suppress"];
        Assert.Equal(expected, read.Headers.Select(header => header.Field).Order(StringComparer.Ordinal));
        Assert.Equal("ada@example.org", Assert.Single(read.To.Mailboxes).Address);
        Assert.Empty(read.Bcc);
    }

    [Theory]
    [InlineData("Standup", true)]
    [InlineData("Größenänderung €", true)]
    [InlineData("朝会", false)]
    [InlineData("🎉 Party", false)]
    public void A_text_message_is_one_message_whatever_the_title(string title, bool isGsm)
    {
        var text = SmsText.Of(MessageOf(string.Concat(Enumerable.Repeat(title + " ", 40)), user => user));
        Assert.True(SmsText.Fits(text));
        Assert.InRange(text.Length, isGsm ? 100 : 50, isGsm ? 160 : 70);
        Assert.Contains("...", text, StringComparison.Ordinal);
        Assert.EndsWith("9:00 AM-9:15 AM", text, StringComparison.Ordinal);
    }

    private static Message MessageOf(string title, Func<User, User> change)
    {
        var @event = Make.Event(Make.CalendarId(), title);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Zurich"];
        var start = Instant.FromUtc(2026, 3, 2, 8, 0);
        var occurrence = Make.Occurrence(@event, start, Duration.FromMinutes(15));
        var offset = zone.GetUtcOffset(start);
        occurrence = occurrence with
        {
            Times = new OccurrenceTimes
            {
                Start = start, End = start + Duration.FromMinutes(15), StartOffset = offset, EndOffset = offset, Original = start, OriginalOffset = offset,
            },
            Face = occurrence.Face with { Title = title, StartZone = zone.Id, EndZone = zone.Id, Location = "" },
        };
        var user = change(Make.User("ada@example.org"));
        var due = new Notification
        {
            Id = Make.EventId().Value, UserId = user.Id, CalendarId = @event.CalendarId, EventId = @event.Id, OccurrenceId = occurrence.Id, Start = start,
            TriggerTime = start, Offset = 10, Channel = Channel.Email, NextAttempt = start,
        };
        return new Message(due, user, [occurrence]) { Zone = zone };
    }
}
