using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Domain.Tests.Notifications;

/// <summary>When to try again, when to give up, and when the next agenda comes.</summary>
public sealed class RetryTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 11, 0);

    private static readonly Gen<(int Retries, double Chance, int Late)> Attempts = Gen.Select(Gen.Int[0, 200], Gen.Double[0, 0.999_999], Gen.Int[-86_400, 3600]);

    [Fact]
    public void The_next_attempt_is_later_in_whole_seconds_and_soon_enough_or_there_is_none() => Attempts.Sample(tried =>
    {
        var now = Start + Duration.FromSeconds(tried.Late) + Duration.FromMilliseconds(250);
        var after = RetryRule.After(Due(tried.Retries), new FailedAttempt("why", tried.Chance, NotBefore: null), now);
        Assert.Equal("why", after.Failure);
        if (after.Status == NotificationStatus.Failed)
        {
            Assert.True(now + Duration.FromMinutes(15) + Duration.FromSeconds(1) >= Usefulness.EndOf(after));
            return;
        }
        Assert.Equal((NotificationStatus.Retrying, tried.Retries + 1), (after.Status, after.RetryCount));
        Assert.True(after.NextAttempt > now && after.NextAttempt < Usefulness.EndOf(after));
        Assert.True(after.NextAttempt - now <= Duration.FromMinutes(15) + Duration.FromSeconds(1));
        Assert.Equal(after.NextAttempt, Instant.FromUnixTimeSeconds(after.NextAttempt.ToUnixTimeSeconds()));
    });

    [Fact]
    public void A_receiver_that_asks_for_a_pause_gets_it()
    {
        var after = RetryRule.After(Due(0), new FailedAttempt("busy", 0, Duration.FromMinutes(20)), Start - Duration.FromHours(1));
        Assert.InRange(after.NextAttempt, Start - Duration.FromMinutes(40), Start - Duration.FromMinutes(39));
        Assert.Equal(NotificationStatus.Failed, RetryRule.After(Due(0), new FailedAttempt("busy", 0, Duration.FromMinutes(20)), Start).Status);
    }

    [Fact]
    public void What_an_operator_replays_is_tried_ten_times_more_however_late()
    {
        var dead = Due(0) with { IsReplayed = true };
        var late = Start + Duration.FromDays(3);
        Assert.Equal(NotificationStatus.Retrying, RetryRule.After(dead with { RetryCount = 9 }, new FailedAttempt("why", 0.5, null), late).Status);
        Assert.Equal(NotificationStatus.Failed, RetryRule.After(dead with { RetryCount = 10 }, new FailedAttempt("why", 0.5, null), late).Status);
    }

    [Theory]
    [InlineData("2026-03-07T12:00:00Z", "2026-03-08T07:30:00Z")] // the clocks go forward at two: from now on an hour earlier
    [InlineData("2026-03-06T12:30:00Z", "2026-03-06T12:30:00Z")]
    [InlineData("2026-03-06T12:30:01Z", "2026-03-07T12:30:00Z")]
    public void The_agenda_comes_at_the_users_hour(string from, string expected)
    {
        var hour = expected == "2026-03-08T07:30:00Z" ? new LocalTime(2, 30) : new LocalTime(7, 30);
        var user = User(new Preferences { TimeZone = Given.Zone, DigestAt = hour });
        var next = DigestPlan.Next(Given.Rules, user, NodaTime.Text.InstantPattern.General.Parse(from).Value)!;
        Assert.Equal(expected, NodaTime.Text.InstantPattern.General.Format(next.TriggerTime));
        Assert.Equal((NotificationKind.Digest, Channel.Email), (next.Kind, next.Channel));
    }

    [Fact]
    public void Without_mail_or_an_hour_there_is_no_agenda()
    {
        Assert.Null(DigestPlan.Next(Given.Rules, User(new Preferences { TimeZone = Given.Zone }), Start));
        var noMail = new Preferences { TimeZone = Given.Zone, DigestAt = new LocalTime(7, 0), Channels = new ChannelPreferences(Email: false) };
        Assert.Null(DigestPlan.Next(Given.Rules, User(noMail), Start));
    }

    private static User User(Preferences preferences) => new(new UserId(1), new EmailAddress("ada@example.org"), "Ada", preferences, Start, 1);

    private static Notification Due(int retries) => new()
    {
        Id = Given.Id(1).Value, UserId = new UserId(1), CalendarId = Given.CalendarId, EventId = new EventId(Given.Id(1).Value),
        OccurrenceId = new OccurrenceId(Given.Id(1).Value), Start = Start, TriggerTime = Start - Duration.FromMinutes(10), Offset = 10,
        Channel = Channel.Email, NextAttempt = Start - Duration.FromMinutes(10), RetryCount = retries,
    };
}
