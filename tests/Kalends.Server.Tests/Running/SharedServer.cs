using Kalends.Server.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Kalends.Server.Tests.Running;

/// <summary>One server for all tests that bring their own people and change nothing else.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
