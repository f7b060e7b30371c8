using System.Buffers.Binary;
using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// Makes an event's pending notifications those of its projection, user by user. A row beside them says by which version of the calendar's
/// partition they were judged last, so that an older projection, however late it comes, changes nothing.
/// </summary>
internal sealed class FollowNotifications(UserNotifications users, DueRows due)
{
    /// <param name="projection">The projection.</param>
    /// <param name="known">Users who may have notifications of the event.</param>
    /// <param name="version">Of the partition when the projection was judged.</param>
    public Task Follow(Projection projection, IEnumerable<UserId> known, long version)
    {
        var wanted = projection.Notifications.ToLookup(notification => notification.UserId);
        return Task.WhenAll(known.Concat(wanted.Select(group => group.Key)).Distinct().Select(user => users.Change(
            new NotificationsOf(user, projection.EventId),
            rows => Judge(new Following(projection, version), [.. wanted[user]], rows), CancellationToken.None)));
    }

    private async Task<ImmutableArray<NotificationWrite>> Judge(
        Following following, ImmutableArray<Notification> wanted, ImmutableArray<NotificationRow> rows)
    {
        NotificationRow? mark = rows.FirstOrDefault(row => row.Id.AsSpan().SequenceEqual(following.MarkId));
        if (mark is not null && BinaryPrimitives.ReadInt64BigEndian(mark.Document) > following.Version) return [];
        var there = NotificationRow.ById(rows);
        var writes = ImmutableArray.CreateBuilder<NotificationWrite>();
        writes.Add(new NotificationWrite(mark, following.Mark) { Event = following.Projection.EventId, Id = following.MarkId });
        var renewed = wanted.Where(one => !there.TryGetValue(one.Id, out NotificationRow? before) || IsRenewed(before.Notification, one)).ToList();
        await due.Add(renewed.Where(one => one.IsDue), CancellationToken.None);
        writes.AddRange(renewed.Select(one => NotificationWrite.Put(there.GetValueOrDefault(one.Id), one)));
        var kept = wanted.Select(notification => notification.Id).ToHashSet();
        writes.AddRange(there.Where(pair => !kept.Contains(pair.Key) && following.Drops(pair.Value.Notification))
            .Select(pair => NotificationWrite.Drop(pair.Value)));
        return writes.DrainToImmutable();
    }

    private static bool IsRenewed(Notification there, Notification now) =>
        (there.Status == NotificationStatus.Pending && !Moves.IsPlannedAs(there, now)) || Moves.HasMoved(there, now);

    private sealed record Following(Projection Projection, long Version)
    {
        public byte[] MarkId { get; } = Number(Projection.CalendarId.Value);

        public byte[] Mark { get; } = Number(Version);

        public bool Drops(Notification there) =>
            there.Status == NotificationStatus.Pending && there.CalendarId == Projection.CalendarId && there.TriggerTime >= Projection.NotifiedFrom;

        private static byte[] Number(long value)
        {
            byte[] bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            return bytes;
        }
    }
}

internal static class Moves
{
    /// <summary>Whether it is due as it was planned before; then it keeps its next attempt, which may be another than at first.</summary>
    public static bool IsPlannedAs(Notification there, Notification now) =>
        (there.TriggerTime, there.Start, there.CalendarId) == (now.TriggerTime, now.Start, now.CalendarId);

    /// <summary>Whether what was told, or is due, was about another start, so that it is to be told anew.</summary>
    public static bool HasMoved(Notification there, Notification now) =>
        there.Start != now.Start && (there.IsDue || there.TriggerTime < now.TriggerTime);
}
