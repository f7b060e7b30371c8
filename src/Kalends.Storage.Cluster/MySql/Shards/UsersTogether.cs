using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Identity;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// Rows of many users with few statements: those of one server that are asked for at the same time go together. Where that server does not
/// answer, or has not every slot it is asked for, nothing is given: each is then to be read alone, which knows what to do.
/// </summary>
internal sealed class UsersTogether<TRow>(SlotMaps maps, UsersQuery<TRow> query)
{
    private const int MostAtOnce = 100;

    private readonly ConcurrentDictionary<MySqlServer, ReadTogether<UserId, ILookup<UserId, TRow>?>> servers = new();

    /// <summary>The user's rows, or null where they are to be read alone.</summary>
    public async Task<ImmutableArray<TRow>?> TryRead(UserId user, CancellationToken cancellation)
    {
        if (maps.Current[Slot.Of(user)].Server is not { } server) return null;
        var lane = servers.GetOrAdd(server, of => new ReadTogether<UserId, ILookup<UserId, TRow>?>(users => TryRead(of, users)));
        return await lane.Read(user, cancellation) is { } rows ? [.. rows[user]] : null;
    }

    private async Task<ILookup<UserId, TRow>?> TryRead(MySqlServer server, IReadOnlyCollection<UserId> users)
    {
        if (users.Count == 1) return null;
        var map = maps.Current;
        var rows = ImmutableArray.CreateBuilder<TRow>();
        foreach (UserId[] some in users.Chunk(MostAtOnce))
        {
            if (await TryRead(server, new Question(query.Select, some, map)) is not { } read) return null;
            rows.AddRange(read);
        }
        return rows.ToLookup(query.User);
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
    private sealed record Question(string Select, UserId[] Users, SlotMap Map)
    {
        public HashSet<Slot> Slots { get; } = [.. Users.Select(user => Slot.Of(user))];

        public string Text => string.Create(CultureInfo.InvariantCulture,
            $"""
            {Select} WHERE {string.Join(" OR ", Users.Select(user => $"(slot = {Slot.Of(user).Number} AND user_id = {user.Value})"))};
            SELECT slot, epoch, state, @@global.read_only FROM slots WHERE slot IN ({string.Join(',', Slots.Select(slot => slot.Number))})
            """);

        public bool IsThere(MySqlDataReader row) =>
            row.GetInt64(1) == Map[new Slot(row.GetInt32(0))].Epoch && ((SlotState)row.GetInt32(2)).IsReadable() && row.GetInt64(3) == 0;
    }
}

/// <summary>What to read of many users.</summary>
/// <param name="Select">Of a table with slot and user_id, up to where the users are named.</param>
/// <param name="Read">One row.</param>
/// <param name="User">Whose it is.</param>
internal sealed record UsersQuery<TRow>(string Select, Func<MySqlDataReader, TRow> Read, Func<TRow, UserId> User);
