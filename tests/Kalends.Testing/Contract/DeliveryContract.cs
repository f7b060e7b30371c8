using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage;
using Kalends.Storage.Notifications;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Due ones by shard and time: what a sender reads and settles.</summary>
public abstract class DeliveryContract(StorageLab lab) : StorageContract(lab)
{
    private static int count;

    // Sets may share their data between tests: each has a week of its own.
    private readonly Instant begin = Make.Monday + Duration.FromDays(7 * Interlocked.Increment(ref count));
    private readonly UserId user = Make.UserId();
    private readonly CalendarId calendar = Make.CalendarId();

    [Fact]
    public async Task Due_ones_come_by_time_then_id_page_by_page_over_minutes()
    {
        Notification[] due = [.. new[] { 90, 10, 10, 59, 60, 10, 300 }.Select(second => Due(second))];
        await Add(due);
        var expected = due.Where(one => one.NextAttempt < At(300))
            .OrderBy(one => one.NextAttempt).ThenBy(one => one.Id.ToString("N"), StringComparer.Ordinal).ToList();
        Assert.Equal(expected, await ReadAll(ShardOf(due[0]), 0, 300, limit: 2));
        Assert.Equal(expected, await ReadAll(ShardOf(due[0]), 10, 300, limit: 100));
    }

    [Fact]
    public async Task Each_is_in_the_shard_of_its_user_and_channel_and_in_no_other()
    {
        Notification[] due =
        [
            .. Enum.GetValues<Channel>().Select(channel => Due(1) with { Channel = channel }),
            .. Enumerable.Range(0, 40).Select(n => Due(n) with { UserId = Make.UserId() }),
        ];
        await Add(due);
        for (int shard = 0; shard < Set.Notifications.Shards.Count; shard++)
        {
            var expected = due.Where(one => Set.Notifications.Shards.Of(one) == shard).Select(one => one.Id);
            Assert.Equal(expected.Order(), (await ReadAll(shard, 0, 100, limit: 10)).Select(one => one.Id).Order());
        }
    }

    [Fact]
    public async Task What_is_settled_is_no_longer_due_and_shows_its_outcome()
    {
        Notification sent = Due(10), failed = Due(20), dropped = Due(30), left = Due(40);
        await Add(sent, failed, dropped, left);
        Notification failure = failed with { Status = NotificationStatus.Failed, RetryCount = 4, Failure = "550 no such mailbox" };
        await Settle(new(sent, sent with { Status = NotificationStatus.Sent }), new(failed, failure), new(dropped, null));
        Assert.Equal([left], await ReadAll(ShardOf(left), 0, 100));
        Assert.Equal([sent with { Status = NotificationStatus.Sent }, failure, left], await Shown());
    }

    [Fact]
    public async Task What_is_to_be_tried_again_is_due_again_at_that_time()
    {
        Notification due = Due(10);
        await Add(due);
        Notification again = due with { Status = NotificationStatus.Retrying, RetryCount = 1, NextAttempt = At(130), Failure = "451 later" };
        await Settle(new SettledNotification(due, again));
        Assert.Empty(await ReadAll(ShardOf(due), 0, 130));
        Assert.Equal([again], await ReadAll(ShardOf(due), 0, 131));
        Assert.Equal([again], await Shown());
        await Settle(new SettledNotification(again, again with { Status = NotificationStatus.Sent }));
        Assert.Empty(await ReadAll(ShardOf(due), 0, 1000));
    }

    [Fact]
    public async Task Settling_does_not_touch_what_has_got_another_time_since()
    {
        Event @event = Make.Event(calendar);
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        Notification due = Due(10, @event);
        await Project(@event, due);
        Event moved = @event.Edited("later");
        await Set.Events.Commit(Make.Commit(moved), Cancellation);
        Notification later = due with { Start = At(4000), TriggerTime = At(3400), NextAttempt = At(3400) };
        await Project(moved, later);
        await Settle(new SettledNotification(due, due with { Status = NotificationStatus.Sent }));
        Assert.Equal([later], await Shown(3600));
        Assert.Equal([later], await ReadAll(ShardOf(due), 3000, 3600));
    }

    [Fact]
    public async Task Settling_twice_is_settling_once()
    {
        Notification due = Due(10);
        await Add(due);
        await Settle(new SettledNotification(due, due with { Status = NotificationStatus.Sent }));
        await Settle(new SettledNotification(due, due with { Status = NotificationStatus.Failed }));
        Assert.Equal([due with { Status = NotificationStatus.Sent }], await Shown());
    }

    [Fact]
    public async Task An_instance_that_moved_after_it_was_told_is_told_again_at_its_new_time_only()
    {
        Event @event = Make.Event(calendar);
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        Notification due = Due(10, @event), same = Due(20, @event);
        await Project(@event, due, same);
        await Settle(new(due, due with { Status = NotificationStatus.Sent }), new(same, same with { Status = NotificationStatus.Sent }));
        Event moved = @event.Edited("later");
        await Set.Events.Commit(Make.Commit(moved), Cancellation);
        Notification later = due with { Start = At(4000), TriggerTime = At(3400), NextAttempt = At(3400) };
        await Project(moved, later, same);
        Assert.Equal([later], await ReadAll(ShardOf(due), 0, 3600));
        Assert.Equal([same with { Status = NotificationStatus.Sent }, later], await Shown(3600));
    }

    [Fact]
    public async Task The_next_due_time_is_found_within_the_span()
    {
        Notification due = Due(10), next = Due(200);
        await Add(due, next);
        int shard = ShardOf(due);
        Assert.Equal(At(10), await Set.Notifications.FindNextDue(new DueSpan(shard, At(0), At(300)), Cancellation));
        Assert.Equal(At(200), await Set.Notifications.FindNextDue(new DueSpan(shard, At(11), At(201)), Cancellation));
        Assert.Null(await Set.Notifications.FindNextDue(new DueSpan(shard, At(11), At(200)), Cancellation));
        await Settle(new SettledNotification(next, null));
        Assert.Null(await Set.Notifications.FindNextDue(new DueSpan(shard, At(11), At(300)), Cancellation));
    }

    [Fact]
    public async Task What_is_due_is_found_behind_more_that_is_settled_than_is_read_at_once()
    {
        Notification[] due = [.. Enumerable.Range(0, 12).Select(n => Due(10 + (n / 6)))];
        await Add(due);
        var inOrder = await ReadAll(ShardOf(due[0]), 0, 60);
        await Settle([.. inOrder.Take(8).Select(one => new SettledNotification(one, one with { Status = NotificationStatus.Sent }))]);
        Assert.Equal(inOrder[8..], await ReadAll(ShardOf(due[0]), 0, 60, limit: 2));
        Assert.Equal(At(11), await Set.Notifications.FindNextDue(new DueSpan(ShardOf(due[0]), At(0), At(60)), Cancellation));
    }

    [Fact]
    public async Task What_was_sent_stays_sent_where_its_event_is_projected_anew()
    {
        Event @event = Make.Event(calendar);
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        Notification due = Due(10, @event), other = Due(20, @event);
        await Project(@event, due, other);
        await Settle(new SettledNotification(due, due with { Status = NotificationStatus.Sent }));
        await Set.Notifications.RemovePending(user, At(0), Cancellation);
        await Add(due);
        Event edited = @event.Edited("edited");
        await Set.Events.Commit(Make.Commit(edited), Cancellation);
        await Project(edited, due, other);
        Assert.Equal([due with { Status = NotificationStatus.Sent }, other], await Shown());
    }

    [Fact]
    public async Task A_checkpoint_of_an_earlier_fence_is_refused()
    {
        int shard = Set.Notifications.Shards.Count - 1;
        Assert.Null(await Set.Notifications.FindCheckpoint(shard, Cancellation));
        Assert.True(await Set.Notifications.TrySave(new Checkpoint(shard, At(60), Fence: 7), Cancellation));
        Assert.True(await Set.Notifications.TrySave(new Checkpoint(shard, At(120), Fence: 7), Cancellation));
        Assert.False(await Set.Notifications.TrySave(new Checkpoint(shard, At(180), Fence: 6), Cancellation));
        Assert.Equal(new Checkpoint(shard, At(120), Fence: 7), await Set.Notifications.FindCheckpoint(shard, Cancellation));
        Assert.True(await Set.Notifications.TrySave(new Checkpoint(shard, At(90), Fence: 8), Cancellation));
    }

    [Fact]
    public async Task Dead_ones_are_listed_and_made_due_again()
    {
        Notification[] due = [.. Enumerable.Range(0, 5).Select(n => Due(10 + n))];
        await Add(due);
        await Settle([.. due.Select(one => new SettledNotification(one, one with { Status = NotificationStatus.Failed, RetryCount = 2, Failure = "why" }))]);
        int shard = Set.Notifications.Shards.Of(user, Channel.Webhook);
        var first = await Set.Notifications.ReadDead(new DeadQuery(shard, After: null, Limit: 3), Cancellation);
        var second = await Set.Notifications.ReadDead(new DeadQuery(shard, first.Items[^1].Id, Limit: 3), Cancellation);
        Assert.True(first.HasMore && !second.HasMore);
        Assert.Equal(due.Select(one => one.Id).Order(), first.Items.Concat(second.Items).Select(one => one.Id).Order());

        Notification dead = first.Items[0];
        Assert.True(await Set.Notifications.Replay(dead, At(5000), Cancellation));
        Assert.False(await Set.Notifications.Replay(dead, At(5000), Cancellation));
        Notification revived = Assert.Single(await ReadAll(shard, 0, 6000));
        Assert.Equal(
            dead with { Status = NotificationStatus.Pending, RetryCount = 0, NextAttempt = At(5000), Failure = null, IsReplayed = true }, revived);
        Assert.Equal(4, (await Set.Notifications.ReadDead(new DeadQuery(shard, After: null, Limit: 10), Cancellation)).Items.Length);
    }

    private Task Add(params Notification[] notifications) => Set.Notifications.Add([.. notifications], Cancellation);

    private Task Settle(params SettledNotification[] settled) => Set.Notifications.Settle([.. settled], Cancellation);

    private int ShardOf(Notification one) => Set.Notifications.Shards.Of(one);

    private Task Project(Event @event, params Notification[] notifications) =>
        Set.Occurrences.Apply(Make.Projection(@event) with { Notifications = [.. notifications] }, Cancellation);

    private async Task<IEnumerable<Notification>> Shown(int to = 1000) =>
        await Set.Notifications.ReadOf(user, At(0), At(to), Cancellation);

    private async Task<List<Notification>> ReadAll(int shard, int from, int to, int limit = 250)
    {
        var all = new List<Notification>();
        var query = new DueQuery(new DueSpan(shard, At(from), At(to)), limit);
        while (true)
        {
            Page<Notification> page = await Set.Notifications.ReadDue(query, Cancellation);
            Assert.InRange(page.Items.Length, page.HasMore ? limit : 0, limit);
            all.AddRange(page.Items);
            if (!page.HasMore) return all;
            query = query with { After = new DueKey(all[^1].NextAttempt, all[^1].Id) };
        }
    }

    private Notification Due(int second, Event? @event = null)
    {
        EventId id = @event?.Id ?? Make.EventId();
        return new Notification
        {
            Id = Make.EventId().Value, UserId = user, CalendarId = calendar, EventId = id, OccurrenceId = new OccurrenceId(id.Value),
            Start = At(second + 600), TriggerTime = At(second), Offset = 10, Channel = Channel.Webhook, NextAttempt = At(second),
        };
    }

    private Instant At(int second) => begin + Duration.FromSeconds(second);
}
