using Kalends.Testing.Cluster;

namespace Kalends.Server.Tests.Running;

/// <summary>The same on a cluster. Where the run leaves servers out, it is there all the same, and skips the tests that ask it for one.</summary>
public abstract class ShapeServer(MySqlShape shape) : SharedServer
{
    internal override TestServer Server
    {
        get
        {
            SharedCluster.SkipWhereLeftOut();
            return base.Server;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        if (!SharedCluster.IsLeftOut) await base.InitializeAsync();
    }

    private protected override Task<TestServer> Start() => SharedCluster.Lend(shape);
}

public sealed class OneServerApi() : ShapeServer(MySqlShape.OneServer);

public sealed class TwoShardsApi() : ShapeServer(MySqlShape.TwoShards);

public sealed class SpiderApi() : ShapeServer(MySqlShape.SpiderFront);
