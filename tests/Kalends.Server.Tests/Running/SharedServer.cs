using Kalends.Server.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Kalends.Server.Tests.Running;

/// <summary>One server for all tests that bring their own people and change nothing else.</summary>
public class SharedServer : IAsyncLifetime
{
    private TestServer? started;

    internal virtual TestServer Server => started ?? throw new InvalidOperationException("It has not started.");

    public virtual async ValueTask InitializeAsync() => started = await Start();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (started is not null) await started.DisposeAsync();
    }

    private protected virtual Task<TestServer> Start() => TestServer.Start();
}
