using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Storage;

namespace Kalends.Testing.InMemory;

/// <summary>Loses some.</summary>
internal sealed class InMemorySignals(InMemoryProcess process, InMemoryOptions options) : ISignals
{
    private ImmutableArray<Subscription> subscriptions = [];

    public void Changed(CalendarId calendar, long sequence)
    {
        if (process.IsOneIn(options.LosesOneSignalIn)) return;
        foreach (Subscription subscription in subscriptions) subscription.OnChanged(calendar, sequence);
    }

    public IDisposable Subscribe(Action<CalendarId, long> onChanged)
    {
        var subscription = new Subscription(this, onChanged);
        ImmutableInterlocked.Update(ref subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    private sealed record Subscription(InMemorySignals Signals, Action<CalendarId, long> OnChanged) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref Signals.subscriptions, static (all, gone) => all.Remove(gone), this);
    }
}
