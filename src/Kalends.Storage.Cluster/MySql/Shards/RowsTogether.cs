using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Identity;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// Rows of many keys with few statements: those of one server that are asked for at the same time go together. Where that server does not
/// answer, or has not every slot it is asked for, nothing is given: each is then to be read alone, which knows what to do.
/// </summary>
internal sealed class RowsTogether<TKey, TRow>(SlotMaps maps, RowsQuery<TKey, TRow> query)
    where TKey : struct
{
    private const int MostAtOnce = 100;

    private readonly ConcurrentDictionary<MySqlServer, ReadTogether<TKey, ILookup<TKey, TRow>?>> servers = new();

    /// <summary>The key's rows, or null where they are to be read alone.</summary>
    public async Task<ImmutableArray<TRow>?> TryRead(TKey key, CancellationToken cancellation)
    {
        if (maps.Current[query.Slot(key)].Server is not { } server) return null;
        var lane = servers.GetOrAdd(server, of => new ReadTogether<TKey, ILookup<TKey, TRow>?>(keys => TryRead(of, keys)));
        return await lane.Read(key, cancellation) is { } rows ? [.. rows[key]] : null;
    }

    private async Task<ILookup<TKey, TRow>?> TryRead(MySqlServer server, IReadOnlyCollection<TKey> keys)
    {
        var map = maps.Current;
        var rows = ImmutableArray.CreateBuilder<TRow>();
        foreach (TKey[] some in keys.Chunk(MostAtOnce))
        {
            if (await TryRead(server, new Question(query, some, map)) is not { } read) return null;
            rows.AddRange(read);
        }
        return rows.ToLookup(query.Key);
    }

    private async Task<ImmutableArray<TRow>?> TryRead(MySqlServer server, Question question)
    {
        try
        {
            await using var connection = await server.Open(CancellationToken.None);
            await using var command = new MySqlCommand(question.Text, connection);
            await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
            var read = await rows.ReadAll(query.Read, CancellationToken.None);
            await rows.NextResultAsync(CancellationToken.None);
            var there = await rows.ReadAll(question.IsThere, CancellationToken.None);
            return there.Count(isThere => isThere) == question.Slots.Count ? read : null;
        }
        catch (Exception failure) when (failure is MySqlException || Failures.MayPass(failure))
        {
            return null;
        }
    }

    /// <summary>About the slots it asks afterwards: see <see cref="ShardRouter"/>.</summary>
    private sealed record Question(RowsQuery<TKey, TRow> Query, TKey[] Keys, SlotMap Map)
    {
        public HashSet<Slot> Slots { get; } = [.. Keys.Select(Query.Slot)];

        public string Text => string.Create(CultureInfo.InvariantCulture,
            $"""
            {Query.Select} WHERE {string.Join(" OR ", Keys.Select(Query.Where))};
            SELECT slot, epoch, state, @@global.read_only FROM slots WHERE slot IN ({string.Join(',', Slots.Select(slot => slot.Number))})
            """);

        public bool IsThere(MySqlDataReader row) =>
            row.GetInt64(1) == Map[new Slot(row.GetInt32(0))].Epoch && ((SlotState)row.GetInt32(2)).IsReadable() && row.GetInt64(3) == 0;
    }
}

/// <summary>What to read of many keys.</summary>
/// <param name="Select">Up to where the keys are named.</param>
/// <param name="Read">One row.</param>
/// <param name="Key">Whose it is.</param>
internal sealed record RowsQuery<TKey, TRow>(string Select, Func<MySqlDataReader, TRow> Read, Func<TRow, TKey> Key)
{
    public required Func<TKey, Slot> Slot { get; init; }

    /// <summary>The condition that finds the rows of a key.</summary>
    public required Func<TKey, string> Where { get; init; }
}

internal static class RowsQuery
{
    /// <summary>Of a table with slot and user_id.</summary>
    public static RowsQuery<UserId, TRow> OfUsers<TRow>(string select, Func<MySqlDataReader, TRow> read, Func<TRow, UserId> user) =>
        new(select, read, user)
        {
            Slot = Shards.Slot.Of,
            Where = key => string.Create(CultureInfo.InvariantCulture, $"(slot = {Shards.Slot.Of(key).Number} AND user_id = {key.Value})"),
        };
}
