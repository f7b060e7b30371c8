using Kalends.Cql.Connections;
using Kalends.Cql.Frames;

namespace Kalends.Cql.Tests.Scripted;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Answers_in_any_order_reach_their_own_callers()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = new List<ScriptedPeer.Asked>();
            for (var i = 0; i < 50; i++) asked.Add(await peer.ReadAsync());
            foreach (var request in asked.OrderBy(request => (request.Header.Stream * 37) % 50)) await peer.EchoAsync(request);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => connection.AskAsync($"q{i}")));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"q{i}"), answers);
        Assert.Equal(0, connection.Taken);
    }

    [Fact]
    public async Task A_response_may_be_torn_at_every_byte()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            while (true)
            {
                var asked = await peer.ReadAsync();
                foreach (var single in peer.Frame(asked.Header.Stream, Opcode.Result, ScriptedPeer.Echo(asked.Text)))
                    await peer.SendAsync(new[] { single });
            }
        });
        await using var connection = await Probe.OpenAsync(server);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => connection.AskAsync($"q{i}")));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"q{i}"), answers);
    }

    [Fact]
    public async Task A_late_answer_reaches_nobody_and_frees_its_stream()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var late = await peer.ReadAsync();
            await mayAnswer.Task.WaitAsync(peer.Stop);
            await peer.EchoAsync(late);
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Streams = 1 });

        var error = await Probe.ErrorOfAsync<CqlError.TimedOut>(() => connection.AskAsync("late", Probe.Short));
        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, connection.Taken);
        // The only stream is retired: the next caller waits for it instead of sharing it.
        var next = connection.AskAsync("next");
        await Task.Delay(100);
        Assert.False(next.IsCompleted);

        mayAnswer.SetResult();
        Assert.Equal("next", await next);
        Assert.Equal(0, connection.Taken);
    }

    [Fact]
    public async Task A_cancelled_caller_leaves_at_once_and_its_answer_reaches_nobody()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var first = await peer.ReadAsync();
            await cancelled.Task.WaitAsync(peer.Stop);
            await peer.EchoAsync(first);
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Streams = 1 });
        using var stop = new CancellationTokenSource();
        var asking = connection.AskAsync("first", new Patience(Timeout.InfiniteTimeSpan, stop.Token));
        await Task.Delay(50);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        cancelled.SetResult();
        Assert.Equal("second", await connection.AskAsync("second"));
    }

    [Fact]
    public async Task No_answer_reaches_another_caller_whatever_is_late_or_cancelled()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            // Answers come late by a time that depends on the question; many callers have left by then.
            var answering = new List<Task>();
            while (true)
            {
                var asked = await peer.ReadAsync();
                answering.Add(LaterAsync(peer, asked));
            }
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Streams = 64 });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4000).Select(i => Task.Run(() => AskOrLeaveAsync(connection, $"q{i}", i))));
        Assert.DoesNotContain(outcomes, outcome => outcome == Outcome.Wrong);
        Assert.Contains(Outcome.Right, outcomes);
        Assert.Contains(Outcome.Left, outcomes);
        await Probe.EventuallyAsync(() => connection.Taken == 0);
    }

    [Fact]
    public async Task Who_finds_no_stream_in_time_is_told_so()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Streams = 2 });
        var taken = Enumerable.Range(0, 2).Select(i => connection.AskAsync($"q{i}")).ToArray();
        var error = await Probe.ErrorOfAsync<CqlError.TimedOut>(() => connection.AskAsync("third", Probe.Short));
        Assert.Contains("No stream", error.Message, StringComparison.Ordinal);
        await connection.DisposeAsync();
        foreach (var asking in taken) await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => asking);
    }

    [Fact]
    public async Task A_server_that_takes_no_bytes_holds_its_callers_back()
    {
        var mayRead = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            await mayRead.Task.WaitAsync(peer.Stop);
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server);
        var big = new string('x', 60_000);
        var asking = Enumerable.Range(0, 400).Select(i => connection.AskAsync(big[..(40_000 + i)])).ToArray();
        await Task.Delay(200);
        Assert.DoesNotContain(asking, task => task.IsCompleted);
        mayRead.SetResult();
        var answers = await Task.WhenAll(asking);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => 40_000 + i), answers.Select(answer => answer.Length));
    }

    [Fact]
    public async Task Who_waits_for_room_in_vain_frees_its_stream_for_others()
    {
        var mayRead = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            await mayRead.Task.WaitAsync(peer.Stop);
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server, Probe.Settings with { Streams = 200 });
        var filling = Enumerable.Range(0, 150).Select(_ => connection.AskAsync(new string('x', 60_000))).ToArray();
        for (var round = 0; round < 5; round++)
        {
            var late = Enumerable.Range(0, 40).Select(i => connection.AskAsync($"late {i}", Probe.Short));
            await Task.WhenAll(late.Select(asking => Probe.ErrorOfAsync<CqlError.TimedOut>(() => asking)));
        }
        mayRead.SetResult();
        await Task.WhenAll(filling);
        var answers = await Task.WhenAll(Enumerable.Range(0, 150).Select(i => connection.AskAsync($"q{i}")));
        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"q{i}"), answers);
        await Probe.EventuallyAsync(() => connection.Taken == 0);
    }

    [Theory]
    [InlineData("blocks", "frees")]
    [InlineData("frees", "blocks")]
    public async Task A_caller_that_blocks_its_thread_holds_nobody_else_up(string first, string second)
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            while (true)
            {
                // Both answers in one piece, so that they are read together.
                var asked = new[] { await peer.ReadAsync(), await peer.ReadAsync() }.ToDictionary(each => each.Text);
                await peer.SendAsync(new[] { first, second }
                    .SelectMany(text => peer.Frame(asked[text].Header.Stream, Opcode.Result, ScriptedPeer.Echo(text))).ToArray());
            }
        });
        await using var connection = await Probe.OpenAsync(server);
        for (var round = 0; round < 10; round++)
        {
            using var freed = new ManualResetEventSlim();
            var blocking = Task.Run(async () =>
            {
                await connection.AskAsync("blocks");
                return freed.Wait(TimeSpan.FromSeconds(30));
            });
            await Task.Run(async () =>
            {
                await connection.AskAsync("frees");
                freed.Set();
            });
            Assert.True(await blocking);
        }
    }

    [Fact]
    public async Task Who_asks_while_another_blocks_with_its_answer_is_answered()
    {
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            while (true) await peer.EchoAsync(await peer.ReadAsync());
        });
        await using var connection = await Probe.OpenAsync(server);
        using var freed = new ManualResetEventSlim();
        var blocks = new TaskCompletionSource();
        var blocking = Task.Run(async () =>
        {
            await connection.AskAsync("first");
            blocks.SetResult();
            return freed.Wait(TimeSpan.FromSeconds(30));
        });
        await blocks.Task;
        Assert.Equal("second", await connection.AskAsync("second"));
        freed.Set();
        Assert.True(await blocking);
    }

    [Fact]
    public async Task Draining_lets_the_requests_under_way_finish_and_takes_no_new_ones()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var server = new ScriptedServer(async peer =>
        {
            await peer.ShakeHandsAsync();
            var asked = await peer.ReadAsync();
            await mayAnswer.Task.WaitAsync(peer.Stop);
            await peer.EchoAsync(asked);
            await peer.WaitForStopAsync();
        });
        await using var connection = await Probe.OpenAsync(server);
        var asking = connection.AskAsync("under way");
        await Task.Delay(50);
        var draining = connection.DrainAsync(TimeSpan.FromSeconds(10));
        var refused = await Probe.ErrorOfAsync<CqlError.ConnectionLost>(() => connection.AskAsync("new"));
        Assert.False(refused.Sent);
        mayAnswer.SetResult();
        Assert.Equal("under way", await asking);
        await draining;
        Assert.True(connection.IsEnded);
    }

    private static async Task LaterAsync(ScriptedPeer peer, ScriptedPeer.Asked asked)
    {
        await Task.Delay(int.Parse(asked.Text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) * 7919 % 60, peer.Stop);
        await peer.EchoAsync(asked);
    }

    private static async Task<Outcome> AskOrLeaveAsync(Connection connection, string text, int i)
    {
        using var stop = new CancellationTokenSource();
        if (i % 3 == 0) stop.CancelAfter(i * 31 % 40);
        var timeout = i % 3 == 1 ? TimeSpan.FromMilliseconds(i * 17 % 40) : TimeSpan.FromSeconds(30);
        try
        {
            return await connection.AskAsync(text, new Patience(timeout, stop.Token)) == text ? Outcome.Right : Outcome.Wrong;
        }
        catch (Exception left) when (left is OperationCanceledException or CqlException { Error: CqlError.TimedOut })
        {
            return Outcome.Left;
        }
    }

    private enum Outcome
    {
        Right,
        Wrong,
        Left,
    }
}
