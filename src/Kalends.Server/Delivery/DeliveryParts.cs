using Kalends.Server.Hosting;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Delivery;

/// <summary>What all senders of a process share.</summary>
internal sealed record DeliveryParts(StorageSet Storage, DeliveryOptions Options, StoreClock Clock, DeliveryLog Log)
{
    public required MakeReady Ready { get; init; }

    public required SettleInBatches Settle { get; init; }

    public required Rush Rush { get; init; }

    public required DueNews News { get; init; }
}

/// <summary>Where senders tell what happens.</summary>
internal sealed record DeliveryLog(DeliveryMetrics Metrics, ILogger<RunShards> Words);
