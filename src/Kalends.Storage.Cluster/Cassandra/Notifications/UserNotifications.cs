using System.Collections.Immutable;
using System.Security.Cryptography;
using Kalends.Cql;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;

namespace Kalends.Storage.Cluster.Cassandra.Notifications;

/// <summary>
/// Changes a user's notifications, judged by what is there and written only if that is still so. Whoever is overtaken, or does not know
/// whether a write was made, reads and judges again: a judgement that finds its own work done has nothing to write.
/// </summary>
internal sealed class UserNotifications(CassandraDatabase database)
{
    private const int MostAttempts = 50;
    private const int LongestPause = 50;
    private const int WritesAtOnce = 50;

    public async Task<ImmutableArray<NotificationRow>> Read(UserId user, CancellationToken cancellation) =>
        NotificationRow.Gather(await database.ReadAll(database.Bind(NotificationRows.SelectAll).Value(user.Value), cancellation));

    /// <summary>Says that one was sent, once and for all, at the attempt it has.</summary>
    public Task SaySent(Notification sent, CancellationToken cancellation) => database.Run(
        database.Bind(NotificationRows.InsertSent)
            .Value(sent.UserId.Value).Value(sent.EventId.Value).Value(NotificationRows.SentKey(sent)),
        cancellation);

    /// <param name="of">Whose, of which event. All of an event's are written in one piece up to fifty.</param>
    /// <param name="judge">What to write; called again after each lost race.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task Change(
        NotificationsOf of, Func<ImmutableArray<NotificationRow>, Task<ImmutableArray<NotificationWrite>>> judge, CancellationToken cancellation)
    {
        CqlException? doubt = null;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            var rows = await Read(of, isInDoubt: doubt is not null, cancellation);
            try
            {
                if (await TryWrite(of.User, await judge(rows), cancellation)) return;
            }
            catch (CqlException failed)
            {
                doubt = failed;
            }
            await Task.Delay(RandomNumberGenerator.GetInt32(1, LongestPause), cancellation);
        }
        throw new StorageException("Cassandra could not agree on a change of a user's notifications.", doubt);
    }

    private async Task<ImmutableArray<NotificationRow>> Read(NotificationsOf of, bool isInDoubt, CancellationToken cancellation)
    {
        var results = await Task.WhenAll(Bind(of).Select(statement =>
        {
            // What is under way must be finished before it is judged.
            if (isInDoubt) statement.Consistency = Consistency.LocalSerial;
            return database.ReadAll(statement, cancellation);
        }));
        return NotificationRow.Gather(results.SelectMany(rows => rows));
    }

    private async Task<bool> TryWrite(UserId user, ImmutableArray<NotificationWrite> writes, CancellationToken cancellation)
    {
        bool isDone = true;
        foreach (NotificationWrite[] some in writes.Chunk(WritesAtOnce))
        {
            CqlBatch batch = CqlBatch.Unlogged();
            foreach (NotificationWrite write in some) batch.Add(Bind(user, write));
            isDone &= await database.TryApply(batch, cancellation);
        }
        return isDone;
    }

    private IEnumerable<CqlStatement> Bind(NotificationsOf of) => (of.Only, of.Event) switch
    {
        ({ IsDefault: false } some, _) => some.Select(one => database.Bind(NotificationRows.SelectOne)
            .Value(of.User.Value).Value(one.EventId.Value).Value(NotificationRows.Key(one.Id)).Value(NotificationRows.KeyBehind(one.Id))),
        (_, { } id) => [database.Bind(NotificationRows.SelectOf).Value(of.User.Value).Value(id.Value)],
        _ => [database.Bind(NotificationRows.SelectAll).Value(of.User.Value)],
    };

    private CqlStatement Bind(UserId user, NotificationWrite write) => (write.Before, write.Document) switch
    {
        (null, { } document) => database.Bind(NotificationRows.Insert)
            .Value(user.Value).Value(write.Event.Value).Value(write.Id).Value(FreshId.Make()).Value(document),
        ({ } before, { } document) => database.Bind(NotificationRows.Update)
            .Value(FreshId.Make()).Value(document).Value(user.Value).Value(write.Event.Value).Value(write.Id).Value(before.Stamp),
        ({ } before, null) => database.Bind(NotificationRows.Delete)
            .Value(user.Value).Value(write.Event.Value).Value(write.Id).Value(before.Stamp),
        _ => throw new ArgumentException("What is not there cannot go.", nameof(write)),
    };
}

/// <summary>A user's notifications of an event, or all of them.</summary>
internal sealed record NotificationsOf(UserId User, EventId? Event)
{
    /// <summary>Only those of them, each once; all where it is not given.</summary>
    public ImmutableArray<Notification> Only { get; init; }
}
