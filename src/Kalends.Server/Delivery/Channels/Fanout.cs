using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;

namespace Kalends.Server.Delivery.Channels;

/// <summary>
/// Hands one message to all of a user's receivers. While some are to be tried again, those that have it are remembered and not sent it
/// twice; if the process dies in between, the message's key tells them.
/// </summary>
internal sealed class Fanout
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, ImmutableHashSet<Guid>> served = new(StringComparer.Ordinal);

    public async Task<Outcome> Run<TReceiver>(Message message, Receivers<TReceiver> receivers)
    {
        var have = served.GetValueOrDefault(message.Key, []);
        var waiting = receivers.All.Where(receiver => !have.Contains(receivers.Id(receiver))).ToList();
        var outcomes = await Task.WhenAll(waiting.Select(receivers.Send));
        var pending = outcomes.OfType<Outcome.Postponed>().ToList();
        if (pending.Count > 0)
        {
            var now = have.Union(waiting.Zip(outcomes).Where(pair => pair.Second is Outcome.Delivered).Select(pair => receivers.Id(pair.First)));
            if (served.Count < MostRemembered) served[message.Key] = now;
            return pending[0] with { NotBefore = Longest(pending) };
        }
        served.TryRemove(message.Key, out _);
        if (have.Count > 0 || outcomes.Any(outcome => outcome is Outcome.Delivered)) return Outcome.Accepted;
        return outcomes.FirstOrDefault(outcome => outcome is Outcome.Rejected) ?? Outcome.NoReceiver;
    }

    private static Duration? Longest(List<Outcome.Postponed> pending) => pending.Max(one => one.NotBefore);
}

/// <summary>Where a message goes, and how.</summary>
internal sealed record Receivers<TReceiver>(ImmutableArray<TReceiver> All, Func<TReceiver, Guid> Id, Func<TReceiver, Task<Outcome>> Send);
