using System.Collections.Immutable;
using System.Threading.Channels;
using Kalends.Domain.Notifications;
using Kalends.Storage;

namespace Kalends.Server.Delivery;

/// <summary>
/// Stores outcomes: all that come within a moment, or while the ones before were being stored, share a write. What is still to be sent by any
/// shard of the process goes first, as long as little time passes between sending and knowing.
/// </summary>
internal sealed class SettleInBatches(StorageSet storage, Rush rush, TimeProvider clock)
{
    private const int MostAtOnce = 1000;
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    /// <summary>Until the outcomes end; throws where they cannot be stored: then they are due again.</summary>
    public async Task Run(ChannelReader<SettledNotification> outcomes)
    {
        while (await outcomes.WaitToReadAsync())
        {
            await Task.WhenAny(rush.Over, Task.Delay(Gathering, clock));
            var batch = ImmutableArray.CreateBuilder<SettledNotification>();
            while (batch.Count < MostAtOnce && outcomes.TryRead(out var one)) batch.Add(one);
            await Store(batch.DrainToImmutable());
        }
    }

    private async Task Store(ImmutableArray<SettledNotification> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await storage.Notifications.Settle(batch, CancellationToken.None);
                return;
            }
            catch (StorageException) when (attempt < Attempts)
            {
                await Task.Delay(Pause * attempt, clock);
            }
        }
    }
}
