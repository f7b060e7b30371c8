using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>What is due: it follows the projection while it is pending, and is never touched after.</summary>
public abstract class NotificationContract(StorageLab lab) : StorageContract(lab)
{
    private readonly UserId user = Make.UserId();
    private readonly CalendarId calendar = Make.CalendarId();

    [Fact]
    public async Task Due_ones_are_read_by_trigger_time_within_the_range()
    {
        Event @event = await Commit(Make.Event(calendar));
        Notification[] due = [.. new[] { 30, 10, 20, 40 }.Select(minute => Due(@event, minute))];
        await Project(@event, due);
        Assert.Equal([due[1], due[2], due[0]], await Read(10, 40));
        Assert.Empty(await Set.Notifications.ReadOf(Make.UserId(), At(0), At(60), Cancellation));
    }

    [Fact]
    public async Task A_new_projection_renews_what_is_pending_and_keeps_what_has_an_outcome()
    {
        Event @event = await Commit(Make.Event(calendar));
        Notification pending = Due(@event, 10), sent = Due(@event, 20) with { Status = NotificationStatus.Sent }, dropped = Due(@event, 30);
        await Project(@event, pending, sent, dropped);
        Event edited = await Commit(@event.Edited("later"));
        Notification renewed = pending with { TriggerTime = At(12), NextAttempt = At(12), Start = At(22) };
        await Project(edited, renewed, sent with { Status = NotificationStatus.Pending, TriggerTime = At(25) });
        Assert.Equal([renewed, sent], await Read(0, 60));
    }

    [Fact]
    public async Task What_was_due_before_a_projection_begins_stays_to_be_sent()
    {
        Event @event = await Commit(Make.Event(calendar));
        Notification overdue = Due(@event, 10), dropped = Due(@event, 20), kept = Due(@event, 30);
        await Project(@event, overdue, dropped, kept);
        await Set.Occurrences.Apply(Make.Projection(@event) with { Notifications = [kept], NotifiedFrom = At(20) }, Cancellation);
        Assert.Equal([overdue, kept], await Read(0, 60));
    }

    [Fact]
    public async Task What_is_pending_as_planned_keeps_its_next_attempt()
    {
        Event @event = await Commit(Make.Event(calendar));
        Notification waiting = Due(@event, 10) with { NextAttempt = At(15) };
        await Set.Notifications.Add([waiting], Cancellation);
        await Project(@event, waiting with { NextAttempt = At(10) });
        Assert.Equal([waiting], await Read(0, 60));
        Notification moved = waiting with { TriggerTime = At(12), NextAttempt = At(12), Start = At(22) };
        await Project(@event, moved);
        Assert.Equal([moved], await Read(0, 60));
    }

    [Fact]
    public async Task A_projection_touches_only_its_own_event()
    {
        (Event first, Event second) = (await Commit(Make.Event(calendar)), await Commit(Make.Event(calendar)));
        await Project(first, Due(first, 10));
        await Project(second, Due(second, 20));
        await Project(first);
        Assert.Equal(second.Id, Assert.Single(await Read(0, 60)).EventId);
    }

    [Fact]
    public async Task The_source_of_a_move_does_not_take_what_the_target_has_made()
    {
        Event here = await Commit(Make.Event(calendar));
        Notification due = Due(here, 10);
        await Project(here, due);
        Event left = await Commit(here with { MovedTo = Make.CalendarId(), Revision = 2, Version = 2 });
        Event there = await Commit(here with { CalendarId = left.MovedTo!.Value });
        await Project(there, due with { CalendarId = there.CalendarId });
        await Project(left);
        Assert.Equal(there.CalendarId, Assert.Single(await Read(0, 60)).CalendarId);
    }

    [Fact]
    public async Task Adding_never_changes_what_is_known()
    {
        Event @event = await Commit(Make.Event(calendar));
        Notification failed = Due(@event, 10) with { Status = NotificationStatus.Failed, RetryCount = 3 };
        Notification fresh = Due(@event, 20);
        await Set.Notifications.Add([failed], Cancellation);
        await Set.Notifications.Add([failed with { Status = NotificationStatus.Pending, TriggerTime = At(15) }, fresh], Cancellation);
        Assert.Equal([failed, fresh], await Read(0, 60));
    }

    [Fact]
    public async Task A_users_pending_ones_are_dropped_on_demand_and_old_ones_of_everybody()
    {
        Event @event = await Commit(Make.Event(calendar));
        Notification sent = Due(@event, 10) with { Status = NotificationStatus.Sent };
        Notification others = Due(@event, 30) with { UserId = Make.UserId() };
        Notification dueBefore = Due(@event, 19);
        await Project(@event, sent, dueBefore, Due(@event, 20), others);
        await Set.Notifications.RemovePending(user, At(20), Cancellation);
        Assert.Equal([sent, dueBefore], await Read(0, 60));
        Assert.Single(await Set.Notifications.ReadOf(others.UserId, At(0), At(60), Cancellation));
        await Set.Notifications.RemoveBefore(At(20), Cancellation);
        Assert.Empty(await Read(0, 60));
        Assert.Single(await Set.Notifications.ReadOf(others.UserId, At(0), At(60), Cancellation));
    }

    private async Task<Event> Commit(Event @event)
    {
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        return @event;
    }

    private Task Project(Event @event, params Notification[] notifications) =>
        Set.Occurrences.Apply(Make.Projection(@event) with { Notifications = [.. notifications] }, Cancellation);

    private async Task<IEnumerable<Notification>> Read(int from, int to) =>
        await Set.Notifications.ReadOf(user, At(from), At(to), Cancellation);

    private Notification Due(Event @event, int minute) => new()
    {
        Id = Make.EventId().Value, UserId = user, CalendarId = @event.CalendarId, EventId = @event.Id,
        OccurrenceId = new OccurrenceId(@event.Id.Value), Start = At(minute + 10), TriggerTime = At(minute), Offset = 10,
        Channel = Channel.Push, NextAttempt = At(minute),
    };

    private static Instant At(int minute) => Make.Monday + Duration.FromMinutes(minute);
}
