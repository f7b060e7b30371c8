namespace Kalends.Cql.Tests.Real;

/// <summary>What a session does, on the real server in the open.</summary>
public sealed class OpenSessionTests(RealCluster real) : SessionTests(real);

/// <summary>The same inside TLS with a password.</summary>
public sealed class SecuredSessionTests(SecuredCluster secured) : SessionTests(secured);

public abstract class SessionTests(TestCluster real)
{
    [Fact]
    public async Task It_steps_down_to_the_protocol_of_an_old_server_and_finds_all_hosts()
    {
        var session = await real.SessionAsync();
        Assert.Equal(3, session.ProtocolVersion);
        Assert.Equal((await real.GetAsync()).Nodes.Select(node => node.EndPoint).ToHashSet(), session.Hosts.Select(host => host.EndPoint).ToHashSet());
        Assert.All(session.Hosts, host => Assert.True(host.IsUp));
        Assert.All(session.Hosts, host => Assert.Equal("datacenter1", host.Datacenter));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_can_be_resumed()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync("INSERT INTO wide (k, c, v) VALUES ('pages', ?, ?)");
        await Task.WhenAll(Enumerable.Range(0, 500).Select(c => session.ExecuteAsync(insert.Bind().Value(c).Value($"v{c}"))));

        var select = await session.PrepareAsync("SELECT c, v FROM wide WHERE k = 'pages'");
        var statement = select.Bind();
        statement.PageSize = 37;
        var seen = new List<int>();
        await foreach (var row in session.QueryAsync(statement))
        {
            Assert.Equal($"v{row.Get<int>("c")}", row.Get<string>("v"));
            seen.Add(row.Get<int>(0));
        }
        Assert.Equal(Enumerable.Range(0, 500), seen);

        var first = await session.ExecuteAsync(statement);
        Assert.Equal(37, first.Count);
        var later = select.Bind();
        later.PageSize = 1000;
        later.PagingState = first.PagingState;
        var rest = await session.ExecuteAsync(later);
        Assert.Equal(463, rest.Count);
        Assert.Equal(37, rest[0].Get<int>(0));
        Assert.True(rest.PagingState.IsEmpty);
    }

    [Fact]
    public async Task A_conditional_write_says_whether_it_was_applied_and_what_was_there()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync("INSERT INTO wide (k, c, v) VALUES (?, 1, ?) IF NOT EXISTS");
        var first = await session.ExecuteAsync(insert.Bind().Value("cas").Value("a"));
        Assert.True(first.Applied);
        var second = await session.ExecuteAsync(insert.Bind().Value("cas").Value("b"));
        Assert.False(second.Applied);
        Assert.Equal("a", second[0].Get<string>("v"));

        var read = new CqlStatement("SELECT v FROM wide WHERE k = 'cas' AND c = 1") { Consistency = Consistency.Serial };
        Assert.Equal("a", (await session.ExecuteAsync(read))[0].Get<string>(0));
    }

    [Fact]
    public async Task A_conditional_batch_happens_whole_or_not_at_all()
    {
        var session = await real.SessionAsync();
        await session.ExecuteAsync(new CqlStatement("INSERT INTO wide (k, n) VALUES ('batch', 1)"));
        var count = await session.PrepareAsync("UPDATE wide SET n = ? WHERE k = 'batch' IF n = ?");
        var insert = await session.PrepareAsync("INSERT INTO wide (k, c, v) VALUES ('batch', ?, ?)");

        var applied = await session.ExecuteAsync(CqlBatch.Unlogged()
            .Add(count.Bind().Value(2).Value(1)).Add(insert.Bind().Value(10).Value("yes")));
        var refused = await session.ExecuteAsync(CqlBatch.Unlogged()
            .Add(count.Bind().Value(3).Value(1)).Add(insert.Bind().Value(11).Value("no")));
        Assert.True(applied.Applied);
        Assert.False(refused.Applied);
        var rows = await session.ExecuteAsync(new CqlStatement("SELECT c, n FROM wide WHERE k = 'batch'"));
        Assert.Equal((10, 2), (rows[0].Get<int>(0), rows[0].Get<int>(1)));
        Assert.Single(rows);
    }

    [Fact]
    public async Task Batches_of_every_kind_are_carried_out()
    {
        var session = await real.SessionAsync();
        await session.ExecuteAsync(CqlBatch.Logged()
            .Add(new CqlStatement("INSERT INTO wide (k, c, v) VALUES ('b1', 1, ?)").Value("x"))
            .Add(new CqlStatement("INSERT INTO wide (k, c, v) VALUES ('b2', 1, 'y')")));
        var add = await session.PrepareAsync("UPDATE counters SET n = n + ? WHERE k = ?");
        for (var i = 0; i < 3; i++)
            await session.ExecuteAsync(CqlBatch.Counter().Add(add.Bind().Value(2L).Value("n")).Add(add.Bind().Value(1L).Value("m")));
        var both = await session.ExecuteAsync(new CqlStatement("SELECT v FROM wide WHERE k IN ('b1', 'b2') AND c = 1"));
        Assert.Equal(["x", "y"], both.Select(row => row.Get<string>(0)));
        var counted = await session.ExecuteAsync(new CqlStatement("SELECT n FROM counters WHERE k = 'n'"));
        Assert.Equal(6, counted[0].Get<long>(0));
    }

    [Fact]
    public async Task Timestamps_are_the_callers_where_given()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync("INSERT INTO wide (k, c, v) VALUES ('stamp', 1, ?)");
        var newer = insert.Bind().Value("newer");
        newer.Timestamp = 2_000_000;
        var older = insert.Bind().Value("older");
        older.Timestamp = 1_000_000;
        await session.ExecuteAsync(newer);
        await session.ExecuteAsync(older);
        var row = (await session.ExecuteAsync(new CqlStatement("SELECT v, writetime(v) FROM wide WHERE k = 'stamp'")))[0];
        Assert.Equal(("newer", 2_000_000L), (row.Get<string>(0), row.Get<long>(1)));
    }

    [Fact]
    public async Task A_traced_request_tells_where_its_trace_is()
    {
        var session = await real.SessionAsync();
        var traced = await session.ExecuteAsync(new CqlStatement("SELECT * FROM wide WHERE k = 'trace'") { IsTraced = true });
        var id = Assert.NotNull(traced.TracingId);
        Assert.Equal(traced.Coordinator.Address, (await Traces.SessionAsync(session, id)).Get<System.Net.IPAddress>("coordinator"));
    }

    [Theory]
    [InlineData("SELEKT 1", typeof(CqlError.SyntaxError))]
    [InlineData("SELECT nothing FROM wide", typeof(CqlError.InvalidStatement))]
    [InlineData("CREATE KEYSPACE x WITH replication = {'class': 'Nowhere'}", typeof(CqlError.ConfigurationError))]
    [InlineData("CREATE TABLE wide (k int PRIMARY KEY)", typeof(CqlError.AlreadyExists))]
    public async Task What_the_server_refuses_comes_as_its_own_kind(string cql, Type kind)
    {
        var session = await real.SessionAsync();
        var refused = await Assert.ThrowsAsync<CqlException>(() => session.ExecuteAsync(new CqlStatement(cql)));
        Assert.IsType(kind, refused.Error);
        Assert.NotNull(refused.Host);
    }

    [Fact]
    public async Task A_preparation_that_is_refused_can_be_tried_again()
    {
        var session = await real.SessionAsync();
        for (var i = 0; i < 2; i++)
            Assert.IsType<CqlError.InvalidStatement>(
                (await Assert.ThrowsAsync<CqlException>(() => session.PrepareAsync("SELECT nothing FROM wide"))).Error);
    }

    [Fact]
    public async Task A_wildcard_sees_the_columns_that_a_table_has_gained()
    {
        var session = await real.SessionAsync();
        await session.ExecuteAsync(new CqlStatement("CREATE TABLE grows (k int PRIMARY KEY, a int)"));
        var select = await session.PrepareAsync("SELECT * FROM grows");
        await session.ExecuteAsync(new CqlStatement("INSERT INTO grows (k, a) VALUES (1, 2)"));
        Assert.Equal(2, (await session.ExecuteAsync(select.Bind()))[0].Get<int>("a"));
        await session.ExecuteAsync(new CqlStatement("ALTER TABLE grows ADD aa int"));
        Assert.True(await session.AwaitSchemaAgreementAsync());
        var row = (await session.ExecuteAsync(select.Bind()))[0];
        // 2.1 keeps the old columns; whatever it sends, names and values belong together.
        Assert.Equal((1, 2), (row.Get<int>("k"), row.Get<int>("a")));
    }

    [Fact]
    public async Task Compressed_requests_and_answers_are_understood()
    {
        var cluster = await real.GetAsync();
        await using var session = await CqlSession.ConnectAsync(real.OptionsFor(cluster) with { UseCompression = true, Keyspace = "three" });
        var text = string.Concat(Enumerable.Repeat("long and dull ", 10_000));
        await session.ExecuteAsync(new CqlStatement("INSERT INTO wide (k, c, v) VALUES ('lz4', 1, ?)").Value(text));
        Assert.Equal(text, (await session.ExecuteAsync(new CqlStatement("SELECT v FROM wide WHERE k = 'lz4'")))[0].Get<string>(0));
    }

    [Fact]
    public async Task Disposing_waits_for_the_requests_under_way()
    {
        var cluster = await real.GetAsync();
        var session = await CqlSession.ConnectAsync(real.OptionsFor(cluster) with { Keyspace = "three" });
        var insert = await session.PrepareAsync("INSERT INTO wide (k, c, v) VALUES ('drain', ?, 'x')");
        var writing = Enumerable.Range(0, 300).Select(c => session.ExecuteAsync(insert.Bind().Value(c))).ToArray();
        await session.DisposeAsync();
        await Task.WhenAll(writing);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.ExecuteAsync(insert.Bind().Value(1)));
    }

    [Fact]
    public async Task A_keyspace_that_is_not_there_is_told_when_connecting()
    {
        var cluster = await real.GetAsync();
        var refused = await Assert.ThrowsAsync<CqlException>(
            () => CqlSession.ConnectAsync(real.OptionsFor(cluster) with { Keyspace = "nowhere" }));
        var error = Assert.IsType<CqlError.NoHostAvailable>(refused.Error);
        Assert.All(error.Attempts, attempt => Assert.IsType<CqlError.InvalidStatement>(attempt.Value));
    }
}
