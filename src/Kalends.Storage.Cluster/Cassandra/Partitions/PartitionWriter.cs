using System.Security.Cryptography;
using Kalends.Cql;
using Kalends.Domain.Calendars;
using Kalends.Storage.Cluster.Redis.Copies;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>What a change comes to, judged by the partition as it was read.</summary>
/// <param name="Head">As read.</param>
/// <param name="Result">What the caller is told, if the batch is applied or there is none.</param>
/// <param name="Batch">Null where nothing is to be written.</param>
internal sealed record PartitionStep<T>(PartitionHead Head, T Result, PartitionBatch? Batch);

/// <summary>
/// Changes calendars' partitions one after the other. Who is overtaken by another change reads and judges again. Where the cluster cannot
/// say whether a batch was applied, the same is tried again: the condition lets only one of them through, and its witness tells whose.
/// </summary>
internal sealed class PartitionWriter(CassandraDatabase database, PartitionReader reader, CassandraShell shell)
{
    private const int MostAttempts = 200;
    private const int MostDoubts = 10;
    private const int LongestPause = 50;

    /// <summary>How long a change may take with all its attempts, and with those that stand before it in this process.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly Turns turns = new();

    /// <param name="calendar">The partition.</param>
    /// <param name="judge">Reads and judges; called again after each lost race.</param>
    /// <param name="cancellation">Gives up; whether the change was made is not known then.</param>
    /// <exception cref="StorageException">The cluster could not say whether the change was made.</exception>
    public async Task<T> Change<T>(CalendarId calendar, Func<Task<PartitionStep<T>>> judge, CancellationToken cancellation)
    {
        var attempts = new Attempts<T>(FreshId.Make(), calendar);
        using var limit = new CancellationTokenSource(Limit, shell.Clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await ChangeInTurn(attempts, judge, end.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new StorageException("Cassandra did not take a change of a calendar in time.", attempts.Doubts.LastOrDefault());
        }
    }

    private async Task<T> ChangeInTurn<T>(Attempts<T> attempts, Func<Task<PartitionStep<T>>> judge, CancellationToken cancellation)
    {
        using IDisposable turn = await turns.Take(attempts.Calendar, cancellation);
        try
        {
            return await Change(attempts, judge, cancellation);
        }
        finally
        {
            if (attempts.WereMade) await shell.Copies.Recall(Topic.EventsOf(attempts.Calendar));
        }
    }

    private async Task<T> Change<T>(Attempts<T> made, Func<Task<PartitionStep<T>>> judge, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < MostAttempts && made.Doubts.Count < MostDoubts; attempt++)
        {
            PartitionStep<T> step = await judge().WaitAsync(cancellation);
            foreach ((long version, T result) in made.Doubted.Where(open => open.Key <= step.Head.Version))
                if (await IsWitnessed(made.Calendar, version, made.Change, cancellation)) return result;
            if (step.Batch is not { } batch) return step.Result;
            try
            {
                made.WereMade = true;
                if (await database.TryApply(batch.Build(made.Change), cancellation))
                {
                    reader.SettleLater(made.Calendar, batch.Version);
                    return step.Result;
                }
            }
            catch (CqlException failed) when (LeavesDoubt(failed.Error))
            {
                made.Doubts.Add(failed);
                made.Doubted[batch.Version] = step.Result;
            }
            catch (CqlException failed)
            {
                throw CassandraDatabase.Storage(failed);
            }
            await Task.Delay(RandomNumberGenerator.GetInt32(1, LongestPause), cancellation);
        }
        throw new StorageException("Cassandra could not agree on a change of a calendar.", made.Doubts.LastOrDefault());
    }

    private async Task<bool> IsWitnessed(CalendarId calendar, long version, Guid change, CancellationToken cancellation)
    {
        var rows = await reader.ReadRows(CalendarRows.SelectStates, calendar, [RowKey.Witness(version)], cancellation);
        return rows.Any(row => row.Key().Kind == RowKind.Witness && row.Get<byte[]>("state").AsSpan().SequenceEqual(change.ToByteArray()));
    }

    /// <summary>What is refused before it is tried leaves none.</summary>
    private static bool LeavesDoubt(CqlError error) => error is not (
        CqlError.SyntaxError or CqlError.InvalidStatement or CqlError.Unauthorized or CqlError.ConfigurationError or CqlError.NoHostAvailable);

    /// <summary>What was tried of one change.</summary>
    private sealed class Attempts<T>(Guid change, CalendarId calendar)
    {
        public Guid Change => change;

        public CalendarId Calendar => calendar;

        /// <summary>Whether anything was sent that may have changed the partition.</summary>
        public bool WereMade { get; set; }

        public Dictionary<long, T> Doubted { get; } = [];

        public List<CqlException> Doubts { get; } = [];
    }
}
