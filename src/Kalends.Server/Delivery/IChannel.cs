namespace Kalends.Server.Delivery;

/// <summary>A way to tell people. Each has a folder of its own below <c>Channels</c>; nothing else knows how it does it.</summary>
internal interface IChannel
{
    /// <summary>How many deliveries may be under way at once.</summary>
    int Concurrency { get; }

    /// <summary>How many are claimed at a time: as many as it hands over within a second or so.</summary>
    int BatchSize { get; }

    /// <summary>Tries once. What it throws counts as a fault that may pass.</summary>
    Task<Outcome> Deliver(Message message, CancellationToken cancellation);
}
