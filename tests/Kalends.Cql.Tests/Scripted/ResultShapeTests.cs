using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>How a session keeps up when the result of a prepared statement changes its shape under it.</summary>
public sealed class ResultShapeTests
{
    private const int NoMetadata = 0x0004;
    private const int MetadataChanged = 0x0008;
    private const int SkipsMetadata = 0x02;

    private static readonly Shape Before = new("a", TypeCode: 0x0009, Id: 0x01);
    private static readonly Shape After = new("b", TypeCode: 0x0002, Id: 0x02);

    [Fact]
    public async Task In_v5_the_new_shape_comes_with_a_result_and_is_used_from_then_on()
    {
        var known = new List<byte>();
        await using var cluster = new ScriptedCluster((peer, asked) =>
        {
            if (asked.Header.Opcode == Opcode.Prepare) return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Prepared(Before, peer.Version));
            var reader = new WireReader(asked.Body);
            Assert.Equal([0xBE, 0xEF], reader.ReadShortBytes());
            known.Add(Assert.Single(reader.ReadShortBytes()));
            // The table was altered after the first request.
            var rows = known.Count == 1 ? BareRow([0, 0, 0, 7])
                : known[^1] == Before.Id ? ChangedRow(After, [0, 0, 0, 0, 0, 0, 0, 8])
                : BareRow([0, 0, 0, 0, 0, 0, 0, 9]);
            return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, rows);
        })
        { Version = ProtocolVersion.V5 };
        await using var session = await cluster.ConnectAsync();
        Assert.Equal(5, session.ProtocolVersion);

        var prepared = await session.PrepareAsync("SELECT a FROM t");
        Assert.Equal(7, (await session.ExecuteAsync(prepared.Bind()))[0].Get<int>("a"));
        Assert.Equal(8L, (await session.ExecuteAsync(prepared.Bind()))[0].Get<long>("b"));
        Assert.Equal(9L, (await session.ExecuteAsync(prepared.Bind()))[0].Get<long>("b"));
        Assert.Equal([Before.Id, Before.Id, After.Id], known);
        Assert.Equal("b", Assert.Single(prepared.Columns).Name);
    }

    [Fact]
    public async Task A_result_under_way_is_read_by_the_shape_its_request_knew()
    {
        var answerFirst = new TaskCompletionSource<Func<Task>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = new ScriptedCluster((peer, asked) =>
        {
            if (asked.Header.Opcode == Opcode.Prepare) return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Prepared(Before, peer.Version));
            if (answerFirst.TrySetResult(() => peer.ReplyAsync(asked.Header.Stream, Opcode.Result, BareRow([0, 0, 0, 7])))) return Task.CompletedTask;
            return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, ChangedRow(After, [0, 0, 0, 0, 0, 0, 0, 8]));
        })
        { Version = ProtocolVersion.V5 };
        await using var session = await cluster.ConnectAsync();

        var prepared = await session.PrepareAsync("SELECT a FROM t");
        var first = session.ExecuteAsync(prepared.Bind());
        var answer = await answerFirst.Task;
        Assert.Equal(8L, (await session.ExecuteAsync(prepared.Bind()))[0].Get<long>("b"));
        await answer();
        Assert.Equal(7, (await first)[0].Get<int>("a"));
    }

    [Fact]
    public async Task In_v4_the_new_shape_comes_when_the_statement_is_prepared_again()
    {
        var (preparations, executions) = (0, 0);
        await using var cluster = new ScriptedCluster((peer, asked) => asked.Header.Opcode == Opcode.Prepare
            ? peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Prepared(++preparations == 1 ? Before : After, peer.Version))
            : ++executions == 2
                ? peer.ReplyAsync(asked.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x2500, "what?", 0, 2, 0xBE, 0xEF))
                : peer.ReplyAsync(asked.Header.Stream, Opcode.Result, BareRow(preparations == 1 ? [0, 0, 0, 7] : [0, 0, 0, 0, 0, 0, 0, 8])));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync("SELECT a FROM t");
        Assert.Equal(7, (await session.ExecuteAsync(prepared.Bind()))[0].Get<int>("a"));
        Assert.Equal(8L, (await session.ExecuteAsync(prepared.Bind()))[0].Get<long>("b"));
        Assert.Equal(2, preparations);
    }

    [Fact]
    public async Task A_preparation_that_does_not_describe_the_result_takes_nothing_away_from_what_is_known()
    {
        var (preparations, executions) = (0, 0);
        await using var cluster = new ScriptedCluster((peer, asked) => asked.Header.Opcode == Opcode.Prepare
            ? peer.ReplyAsync(asked.Header.Stream, Opcode.Result, ++preparations == 1 ? Prepared(Before, peer.Version) : Undescribed())
            : ++executions == 2
                ? peer.ReplyAsync(asked.Header.Stream, Opcode.Error, ScriptedPeer.Error(0x2500, "what?", 0, 2, 0xBE, 0xEF))
                : peer.ReplyAsync(asked.Header.Stream, Opcode.Result, BareRow([0, 0, 0, 7])));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync("SELECT a FROM t");
        for (var i = 0; i < 3; i++) Assert.Equal(7, (await session.ExecuteAsync(prepared.Bind()))[0].Get<int>("a"));
        Assert.Equal(2, preparations);
    }

    [Fact]
    public async Task A_result_that_nobody_described_is_asked_to_describe_itself()
    {
        await using var cluster = new ScriptedCluster((peer, asked) => asked.Header.Opcode == Opcode.Prepare
            ? peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Undescribed())
            // Behind the id of two bytes and the consistency.
            : peer.ReplyAsync(asked.Header.Stream, Opcode.Result, (asked.Body[6] & SkipsMetadata) == 0 ? DescribedRow(Before, [0, 0, 0, 7]) : BareRow([0, 0, 0, 7])));
        await using var session = await cluster.ConnectAsync();
        Assert.Equal(7, (await session.ExecuteAsync((await session.PrepareAsync("SELECT a FROM t")).Bind()))[0].Get<int>("a"));
    }

    [Fact]
    public async Task Rows_whose_columns_nobody_knows_are_malformed()
    {
        await using var cluster = new ScriptedCluster((peer, asked) => peer.ReplyAsync(
            asked.Header.Stream, Opcode.Result, asked.Header.Opcode == Opcode.Prepare ? Undescribed() : BareRow([0, 0, 0, 7])));
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync("SELECT a FROM t");
        var failed = await Assert.ThrowsAsync<CqlException>(() => session.ExecuteAsync(prepared.Bind()));
        Assert.IsType<CqlError.Malformed>(failed.Error);
    }

    [Theory]
    [InlineData("SELECT a FROM t", true)]
    [InlineData("SELECT * FROM t", false)]
    public async Task In_v4_only_a_result_whose_shape_is_fixed_may_leave_it_out(string cql, bool skips)
    {
        var flags = 0;
        await using var cluster = new ScriptedCluster((peer, asked) =>
        {
            if (asked.Header.Opcode == Opcode.Prepare) return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, Prepared(Before, peer.Version));
            // Behind the id of two bytes and the consistency.
            flags = asked.Body[6];
            return peer.ReplyAsync(asked.Header.Stream, Opcode.Result, DescribedRow(After, [0, 0, 0, 0, 0, 0, 0, 8]));
        });
        await using var session = await cluster.ConnectAsync();
        var rows = await session.ExecuteAsync((await session.PrepareAsync(cql)).Bind());
        Assert.Equal(skips, (flags & SkipsMetadata) != 0);
        Assert.Equal(8L, rows[0].Get<long>("b"));
    }

    private static byte[] Prepared(Shape shape, ProtocolVersion version) => Prepared(version >= ProtocolVersion.V5 ? [shape.Id] : null, writer =>
    {
        writer.WriteInt(0);
        shape.WriteTo(writer);
    });

    /// <summary>What v4 gives where it leaves out what the result is made of.</summary>
    private static byte[] Undescribed() => Prepared(resultId: null, writer =>
    {
        writer.WriteInt(NoMetadata);
        writer.WriteInt(1);
    });

    private static byte[] Prepared(byte[]? resultId, Action<WireWriter> writeResult)
    {
        var writer = new WireWriter(64);
        writer.WriteInt(4);
        writer.WriteShortBytes([0xBE, 0xEF]);
        if (resultId is not null) writer.WriteShortBytes(resultId);
        // No markers, and none of them in the key.
        foreach (var number in new[] { 0, 0, 0 }) writer.WriteInt(number);
        writeResult(writer);
        return writer.Written.ToArray();
    }

    private static byte[] BareRow(byte[] cell) => Row(NoMetadata, cell, writer => writer.WriteInt(1));

    private static byte[] DescribedRow(Shape shape, byte[] cell) => Row(flags: 0, cell, shape.WriteTo);

    private static byte[] ChangedRow(Shape shape, byte[] cell) => Row(MetadataChanged, cell, shape.WriteWithIdTo);

    private static byte[] Row(int flags, byte[] cell, Action<WireWriter> writeColumns)
    {
        var writer = new WireWriter(64);
        writer.WriteInt(2);
        writer.WriteInt(flags);
        writeColumns(writer);
        writer.WriteInt(1);
        writer.WriteBytes(cell);
        return writer.Written.ToArray();
    }

    /// <summary>A result of one column, and its name in v5.</summary>
    private sealed record Shape(string Column, int TypeCode, byte Id)
    {
        public void WriteTo(WireWriter writer)
        {
            writer.WriteInt(1);
            WriteColumn(writer);
        }

        public void WriteWithIdTo(WireWriter writer)
        {
            writer.WriteInt(1);
            writer.WriteShortBytes([Id]);
            WriteColumn(writer);
        }

        private void WriteColumn(WireWriter writer)
        {
            foreach (var name in new[] { "k", "t", Column }) writer.WriteString(name);
            writer.WriteShort(TypeCode);
        }
    }
}
