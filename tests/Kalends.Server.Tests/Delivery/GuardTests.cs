using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Server.Delivery;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Server.Tests.Delivery;

/// <summary>What counts towards a user's cap.</summary>
public sealed class GuardTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly User Ada = Make.User();

    private readonly UserGuards guards = new(new DeliveryOptions { HourlyCap = 3 });

    [Fact]
    public void Beyond_the_cap_a_user_is_told_nothing_until_the_next_hour_and_others_are()
    {
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(_ => Passes(Ada)));
        Assert.True(Passes(Make.User()));
        Assert.True(Passes(Ada, at: Now + Duration.FromHours(1)));
    }

    [Fact]
    public void What_is_tried_again_counts_once()
    {
        for (var n = 0; n < 3; n++) Assert.True(Passes(Ada));
        Assert.True(Passes(Ada, retryCount: 1));
        Assert.False(Passes(Ada));
    }

    [Fact]
    public void What_was_left_and_comes_again_counts_once()
    {
        for (var n = 0; n < 20; n++)
        {
            Assert.True(Passes(Ada));
            guards.Return(Due(Ada, 0));
        }
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => Passes(Ada)));
        guards.Return(Due(Ada, retryCount: 1));
        Assert.False(Passes(Ada));
    }

    [Fact]
    public void What_never_took_a_place_frees_none()
    {
        guards.Return(Due(Ada, 0));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => Passes(Ada)));
    }

    private bool Passes(User user, int retryCount = 0, Instant? at = null)
    {
        var message = new Message(Due(user, retryCount), user, []) { Zone = DateTimeZone.Utc };
        return guards.Pass(new Decision.Send(message.Notification, message, ChangedAt: Now - Duration.FromDays(1)), at ?? Now) is Decision.Send;
    }

    private static Notification Due(User user, int retryCount) => new()
    {
        Id = Make.EventId().Value, UserId = user.Id, CalendarId = Make.CalendarId(), EventId = Make.EventId(), OccurrenceId = new OccurrenceId(Make.EventId().Value),
        Start = Now + Duration.FromMinutes(10), TriggerTime = Now, NextAttempt = Now, Offset = 10, Channel = Channel.Webhook, RetryCount = retryCount,
    };
}
