using Kalends.Cql.Connections;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>Opens connections to scripted servers and asks them things.</summary>
internal static class Probe
{
    public static readonly ConnectionSettings Settings = new();

    public static readonly Patience Long = new(TimeSpan.FromSeconds(30), CancellationToken.None);

    public static readonly Patience Short = new(TimeSpan.FromMilliseconds(100), CancellationToken.None);

    public static Task<Connection> OpenAsync(ScriptedServer server, ConnectionSettings? settings = null, Action<EventResponse>? onEvent = null) =>
        new Handshake(settings ?? Settings).OpenAsync(server.EndPoint, onEvent ?? (_ => { }), CancellationToken.None);

    public static Task<string> AskAsync(this Connection connection, string text) => connection.AskAsync(text, Long);

    /// <summary>The text that the scripted server echoes.</summary>
    public static async Task<string> AskAsync(this Connection connection, string text, Patience patience)
    {
        var query = new QueryRequest(text, new QueryParameters { Consistency = Consistency.One });
        var answer = await connection.SendAsync(query, patience);
        return Assert.IsType<KeyspaceResult>(answer.Response).Keyspace;
    }

    public static async Task<T> ErrorOfAsync<T>(Func<Task> act)
        where T : CqlError => Assert.IsType<T>((await Assert.ThrowsAsync<CqlException>(act)).Error);

    public static Task EventuallyAsync(Func<bool> holds) => EventuallyAsync(() => Task.FromResult(holds()));

    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (await holds()) return;
            await Task.Delay(20);
        }
        Assert.Fail("It never came to that.");
    }
}
