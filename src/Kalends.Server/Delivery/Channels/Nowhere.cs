namespace Kalends.Server.Delivery.Channels;

/// <summary>Takes everything and keeps nothing: what sending costs without a channel.</summary>
internal sealed class Nowhere : IChannel
{
    public int Concurrency => 4;

    public int BatchSize => 1000;

    public Task<Handover> Prepare(Message message, CancellationToken cancellation) =>
        Task.FromResult<Handover>(static _ => Task.FromResult(Outcome.Accepted));
}
