using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Time;
using Kalends.Domain.Tests.Events;
using NodaTime;

namespace Kalends.Domain.Tests.Notifications;

public sealed class ReminderPlanTests
{
    private static readonly Preferences Usual = new() { TimeZone = Given.Zone };
    private static readonly Instant From = Instant.FromUtc(2026, 3, 1, 0, 0);
    private static readonly Instant To = Instant.FromUtc(2026, 3, 31, 0, 0);

    [Fact]
    public void There_is_one_for_each_reminder_and_enabled_channel()
    {
        var planned = Plan(Given.Event("2026-03-02T09:00:00"), Usual, 5, 15);
        Assert.Equal(
            [("2026-03-02T13:55:00Z", Channel.Email), ("2026-03-02T13:55:00Z", Channel.Push), ("2026-03-02T13:45:00Z", Channel.Email), ("2026-03-02T13:45:00Z", Channel.Push)],
            planned.Select(n => (TimeText.Of(n.TriggerTime), n.Channel)));
        Assert.Equal(4, planned.Select(n => n.Id).Distinct().Count());
        Assert.All(planned, n => Assert.Equal((NotificationStatus.Pending, n.TriggerTime, 0), (n.Status, n.NextAttempt, n.RetryCount)));
    }

    [Fact]
    public void Text_messages_are_sent_to_who_wants_them()
    {
        var sms = Usual with { Channels = new ChannelPreferences(Email: false, Push: false, Sms: true, "+41790000000") };
        Assert.Equal([Channel.Sms], Plan(Given.Event("2026-03-02T09:00:00"), sms, 5).Select(n => n.Channel));
    }

    [Fact]
    public void Without_a_setting_the_users_default_holds_and_with_an_empty_one_none()
    {
        var @event = Given.Event("2026-03-02T09:00:00");
        var usual = Usual with { DefaultReminders = [30] };
        Assert.Equal([30, 30], Planned(@event, usual, null).Select(n => n.Offset));
        Assert.Empty(Planned(@event, usual, []));
    }

    [Fact]
    public void Each_instance_is_reminded_of_where_it_takes_place()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=3");
        var moved = Written.Move(series, EditScope.This, "2026-03-09T09:00:00", "2026-03-10T15:00:00", "2026-03-10T16:00:00").Accept().Result;
        Assert.Equal(
            ["2026-03-02T13:55:00Z", "2026-03-10T18:55:00Z", "2026-03-16T12:55:00Z"],
            Plan(moved, OnlyMail(Usual), 5).Select(n => TimeText.Of(n.TriggerTime)));
    }

    [Fact]
    public void Cancelled_instances_have_none_and_transparent_ones_do()
    {
        Assert.Empty(Plan(Given.Event(Given.Draft("2026-03-02T09:00:00") with { Status = "cancelled" }), Usual, 5));
        Assert.NotEmpty(Plan(Given.Event(Given.Draft("2026-03-02T09:00:00") with { Transparency = "transparent" }), Usual, 5));
    }

    [Fact]
    public void Whole_days_are_reminded_of_before_their_midnight() => Assert.Equal(
        "2026-03-02T04:50:00Z",
        TimeText.Of(Plan(Given.Event(Given.AllDay("2026-03-02", "2026-03-03")), OnlyMail(Usual), 10)[0].TriggerTime));

    [Fact]
    public void What_was_due_before_the_range_is_not_sent_late()
    {
        var plan = new ReminderPlan(Given.Owner.Id, OnlyMail(Usual), Given.CalendarId, [60, 5]);
        var due = Instant.FromUtc(2026, 3, 2, 13, 0);
        var occurrences = Given.Year(Given.Event("2026-03-02T09:00:00"));
        Assert.Equal([60, 5], plan.Notify(Given.Rules, occurrences, due, To).Select(n => n.Offset));
        Assert.Equal([5], plan.Notify(Given.Rules, occurrences, due + Duration.FromSeconds(1), To).Select(n => n.Offset));
        Assert.Empty(plan.Notify(Given.Rules, occurrences, From, due));
    }

    [Theory]
    // due in the evening, the event is after the quiet hours: when they end
    [InlineData("2026-03-03T09:00:00", 600, "2026-03-03T12:00:00Z")]
    // due in the early morning of a day that starts later
    [InlineData("2026-03-03T09:00:00", 180, "2026-03-03T12:00:00Z")]
    // the event is within the quiet hours: right before they began
    [InlineData("2026-03-03T06:00:00", 10, "2026-03-03T02:59:00Z")]
    [InlineData("2026-03-03T23:30:00", 10, "2026-03-04T02:59:00Z")]
    // the event starts as they end: to be told then would be too late
    [InlineData("2026-03-03T07:00:00", 10, "2026-03-03T02:59:00Z")]
    // not quiet: the first minute after, and just before
    [InlineData("2026-03-03T07:10:00", 10, "2026-03-03T12:00:00Z")]
    [InlineData("2026-03-03T22:09:00", 10, "2026-03-04T02:59:00Z")]
    public void Quiet_hours_past_midnight_move_what_falls_into_them(string start, int minutes, string trigger) =>
        Assert.Equal(trigger, TimeText.Of(Assert.Single(Plan(Given.Event(start), Quiet(22, 7), minutes)).TriggerTime));

    [Theory]
    [InlineData("2026-03-03T16:00:00", 150, "2026-03-03T20:00:00Z")]
    [InlineData("2026-03-03T14:00:00", 10, "2026-03-03T17:59:00Z")]
    [InlineData("2026-03-03T16:00:00", 10, "2026-03-03T20:50:00Z")]
    public void Quiet_hours_within_a_day_move_what_falls_into_them(string start, int minutes, string trigger) =>
        Assert.Equal(trigger, TimeText.Of(Assert.Single(Plan(Given.Event(start), Quiet(13, 15), minutes)).TriggerTime));

    [Fact]
    public void The_range_of_starts_holds_everything_that_can_fall_due()
    {
        var plan = new ReminderPlan(Given.Owner.Id, Quiet(22, 7), Given.CalendarId, [10, 2880]);
        var (from, to) = (Instant.FromUtc(2026, 3, 7, 0, 0), Instant.FromUtc(2026, 3, 9, 0, 0));
        var series = Given.Year(Given.Event("2026-03-02T06:00:00", "RRULE:FREQ=HOURLY;INTERVAL=3;COUNT=100"));
        var starts = plan.StartsWithin(from, to);

        Assert.Equal(
            plan.Notify(Given.Rules, series, from, to),
            plan.Notify(Given.Rules, series.Where(o => starts.Contains(o.Times.Start)), from, to));
        Assert.NotEmpty(plan.Notify(Given.Rules, series, from, to));
    }

    [Fact]
    public void Planning_again_gives_the_same_ids_and_other_instances_users_offsets_other_ones()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=5");
        var ids = Plan(series, Usual, 5, 15).Select(n => n.Id).ToList();
        Assert.Equal(ids, Plan(series with { Version = 9 }, Usual, 5, 15).Select(n => n.Id));
        Assert.Equal(20, ids.Distinct().Count());
        var other = new ReminderPlan(Given.Guest.Id, Usual, Given.CalendarId, [5, 15]).Notify(Given.Rules, Given.Year(series), From, To).Select(n => n.Id);
        Assert.Empty(ids.Intersect(other));
    }

    [Fact]
    public void Owners_and_those_who_come_are_reminded_others_only_at_their_own_wish()
    {
        UserId Account(int n) => new(n);
        var invited = Given.Event(Given.Draft("2026-03-02T09:00:00") with { Attendees = [new AttendeeDraft(Given.Guest.Email.Text)] });
        ImmutableDictionary<UserId, ImmutableArray<int>?> Audience(Event @event, params (int User, int[]? Minutes)[] settings) => ReminderAudience.Of(
            @event, Given.Owner.Id, settings.ToDictionary(s => Account(s.User), s => s.Minutes is null ? null : (ImmutableArray<int>?)[.. s.Minutes]));

        Assert.Equal([Given.Owner.Id], Audience(invited).Keys);
        Assert.Equal([Given.Owner.Id, Given.Guest.Id], Audience(Answers.Give(invited, ResponseStatus.Tentative)).Keys.Order());
        Assert.Equal([Given.Owner.Id], Audience(Answers.Give(invited, ResponseStatus.Declined), (2, [5])).Keys);
        var watched = Audience(invited, (7, [5]), (1, []));
        Assert.Equal([5], watched[Account(7)]!.Value);
        Assert.Empty(watched[Given.Owner.Id]!.Value);
    }

    private static Preferences OnlyMail(Preferences preferences) => preferences with { Channels = new ChannelPreferences(Push: false) };

    private static Preferences Quiet(int from, int to) =>
        OnlyMail(Usual) with { QuietHours = new TimeSpanOfDay(new LocalTime(from, 0), new LocalTime(to, 0)) };

    private static List<Notification> Plan(Event @event, Preferences preferences, params int[] minutes) => Planned(@event, preferences, [.. minutes]);

    private static List<Notification> Planned(Event @event, Preferences preferences, ImmutableArray<int>? minutes) =>
        [.. new ReminderPlan(Given.Owner.Id, preferences, Given.CalendarId, minutes).Notify(Given.Rules, Given.Year(@event), From, To)];
}
