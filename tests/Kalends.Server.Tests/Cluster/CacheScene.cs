using Kalends.Server.Tests.Running;
using Kalends.Testing.Cluster;

namespace Kalends.Server.Tests.Cluster;

/// <summary>Several api processes over the same databases and one Redis of their own.</summary>
internal sealed class CacheScene : IAsyncDisposable
{
    private readonly List<TestServer> servers = [];

    private CacheScene(ClusterProcesses processes) => Processes = processes;

    public ClusterProcesses Processes { get; }

    public TestServer this[int process] => servers[process];

    public static async Task<CacheScene> Start(int count)
    {
        var scene = new CacheScene(await SharedCluster.Bed.OpenProcessesAsync());
        for (var n = 0; n < count; n++) await scene.Add();
        return scene;
    }

    /// <summary>One more process, which has read nothing yet.</summary>
    public async Task<TestServer> Add()
    {
        var secret = Convert.ToBase64String(new byte[32]);
        var server = await TestServer.Start(new TestSetup
        {
            Storage = Processes.Open(), Arguments = ["--roles", "api", "--Kalends:Secret", secret],
        });
        servers.Add(server);
        return server;
    }

    /// <summary>The same person, by way of another process.</summary>
    public TestUser At(TestServer server, TestUser user) => new(server.Http, user.Token) { UserId = user.UserId, Email = user.Email, Name = user.Name };

    public TestUser At(int process, TestUser user) => At(servers[process], user);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        await Processes.DisposeAsync();
    }
}
