using Kalends.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kalends.Server.Tests.Running;

/// <summary>What is different from a plain server of the default configuration.</summary>
internal sealed record TestSetup
{
    public TimeProvider? Clock { get; init; }

    public StorageSet? Storage { get; init; }

    public string[] Arguments { get; init; } = [];

    /// <summary>A data directory that outlives the server; null for one that goes with it.</summary>
    public string? Folder { get; init; }

    public Action<IServiceCollection>? Replace { get; init; }
}
