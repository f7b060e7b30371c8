namespace Kalends.Server.Delivery;

/// <summary>A way to tell people. Each has a folder of its own below <c>Channels</c>; nothing else knows how it does it.</summary>
internal interface IChannel
{
    /// <summary>How many deliveries may be under way at once.</summary>
    int Concurrency { get; }

    /// <summary>How many are claimed at a time: as many as it hands over within a second or so.</summary>
    int BatchSize { get; }

    /// <summary>Finds out where a message goes, shortly before its time. What it throws counts as a fault that may pass.</summary>
    Task<Handover> Prepare(Message message, CancellationToken cancellation);
}

/// <summary>One message on its way: tries once. What it throws counts as a fault that may pass.</summary>
internal delegate Task<Outcome> Handover(CancellationToken cancellation);
